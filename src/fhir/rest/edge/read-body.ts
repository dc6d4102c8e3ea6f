import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { NextFunction, Request, RequestHandler } from 'express';
import { FhirError } from '../../errors/fhir-error';
import { alternatives, excerptOf, say } from '../../messages';
import { isFormSearch, MOST_FORM_BYTES } from '../request-parameters';
import { hasBody } from './body-presence';
import { askForBody } from './expect-continue';
import type { HeldMemory, InFlight } from './in-flight';

/** Supported content codings. @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4 */
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export interface ReadBodyOptions {
  /** Maximum size of a body, bytes; applies to the announced size and to the decoded size. */
  readonly limit: number;
  /** The memory budget for bodies. */
  readonly inFlight: InFlight;
  /** Whether a request with a body of this size waits for its turn. Default: never. */
  waits?(request: Request, bytes: number): boolean;
}

/**
 * Middleware that reads the body into `request.body` as bytes. A body announced as too large, or without room in
 * memory, is refused before it is sent; a body of unknown length is refused when it exceeds the limit.
 */
export function readBody({ limit, inFlight, waits = () => false }: ReadBodyOptions): RequestHandler {
  const body: Limit = { bytes: limit, refusal: () => tooLarge(limit) };
  return (request, response, next) => {
    if (!hasBody(request)) return next();
    if (request.readableEnded) return next(isRead(request) ? undefined : readBySomebodyElse());
    const announced = Number(request.headers['content-length'] ?? 0);
    const most = isFormSearch(request) && limit > MOST_FORM_BYTES ? OF_A_FORM : body;
    if (announced > most.bytes) return next(most.refusal());
    const coding = codingOf(request);
    if (coding !== IDENTITY && !Object.hasOwn(DECODERS, coding)) return next(unknownCoding(coding));
    const memory = inFlight.of(request, response);
    try {
      memory.receive(announced);
    } catch (noRoom) {
      return next(noRoom);
    }
    askForBody(request, response);
    const exact = coding === IDENTITY ? announced : 0;
    collect(request, coding, new Collected({ limit: most, announced, exact, memory, waits: (bytes) => waits(request, bytes) }), next); // prettier-ignore
  };
}

/** Earlier middleware has read the body; that is fine if it kept the bytes. */
function isRead(request: Request & { rawBody?: unknown }): boolean {
  if (!(request.body instanceof Uint8Array) && request.rawBody instanceof Uint8Array) request.body = request.rawBody;
  return request.body instanceof Uint8Array;
}

function readBySomebodyElse(): Error {
  return new Error(
    'The body was parsed by middleware that runs before FhirModule: keep its bytes, or leave them alone',
  );
}

interface Limit {
  readonly bytes: number;
  refusal(): FhirError;
}

/** Forms have a lower limit: they are parsed character by character, and return in the links of the answer. */
const OF_A_FORM: Limit = { bytes: MOST_FORM_BYTES, refusal: formTooLarge };

const IDENTITY = 'identity';

function codingOf({ headers }: Request): string {
  return headers['content-encoding']?.trim().toLowerCase() || IDENTITY;
}

/** Calls `done` once: with an error, or when the body is complete. Not called if the client leaves. */
function collect(request: Request, coding: string, body: Collected, done: NextFunction): void {
  const decoder = coding === IDENTITY ? undefined : DECODERS[coding]!();
  const source = decoder ? request.pipe(decoder) : request;
  const stop = (fault?: unknown): void => {
    source.off('data', onData).off('end', onEnd);
    if (decoder) {
      request.unpipe(decoder);
      decoder.destroy();
    }
    done(fault);
  };
  const attempt = (step: () => void): boolean => {
    try {
      step();
      return true;
    } catch (fault) {
      stop(fault);
      return false;
    }
  };
  const onData = (chunk: Buffer): void => void attempt(() => body.add(chunk));
  const onEnd = (): void => {
    if (attempt(() => (request.body = body.whole()))) stop();
  };
  source.on('data', onData).on('end', onEnd);
  decoder?.on('error', () => stop(undecodable(coding)));
  request.once('close', () => {
    if (!request.complete) decoder?.destroy();
  });
}

interface CollectedFacts {
  readonly limit: Limit;
  /** Size according to the request, for which there is room; 0 if it is unknown. */
  readonly announced: number;
  /** The size in bytes, if it is certain; otherwise 0. */
  readonly exact: number;
  readonly memory: HeldMemory;
  readonly waits: (bytes: number) => boolean;
}

/** Bodies from this size on are copied into one buffer as they arrive, if their size is certain, bytes. */
const LARGE = 128 * 1024;

/** Accumulates the chunks of a body. */
class Collected {
  private readonly chunks: Buffer[] = [];
  /** Memory that is touched only as the body arrives. With the chunks kept until the end, it would be used twice. */
  private readonly target: Buffer | undefined;
  private size = 0;

  constructor(private readonly facts: CollectedFacts) {
    if (facts.exact >= LARGE) this.target = Buffer.allocUnsafeSlow(facts.exact);
  }

  /** @throws FhirError `too-large`, `unavailable` */
  add(chunk: Buffer): void {
    const { limit, announced, memory } = this.facts;
    const at = this.size;
    this.size += chunk.length;
    if (this.size > limit.bytes) throw limit.refusal();
    if (this.size > announced) memory.receive(this.size);
    if (this.target) chunk.copy(this.target, at);
    else this.chunks.push(chunk);
  }

  /** @throws FhirError `unavailable` */
  whole(): Buffer {
    this.facts.memory.received(this.size, this.facts.waits(this.size));
    if (this.target) return this.target.subarray(0, this.size);
    return this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks, this.size);
  }
}

function tooLarge(limit: number): FhirError {
  const text = say`The body is larger than the ${limit} bytes this server accepts`;
  return new FhirError('too-large', text, [{ text, expression: 'http.content-length' }]);
}

function formTooLarge(): FhirError {
  const text = say`The form is larger than the ${MOST_FORM_BYTES} bytes a search may have`;
  const hint = say`Make several searches.`;
  return new FhirError('too-large', text, [{ code: 'too-costly', text, hint, expression: 'http.content-length' }]);
}

function unknownCoding(coding: string): FhirError {
  const text = say`A body with the Content-Encoding ${excerptOf(coding)} is not understood here`;
  const hint = say`Send it as it is, or as ${alternatives(Object.keys(DECODERS))}.`;
  return new FhirError('unsupported-media-type', text, [{ text, hint, expression: 'http.content-encoding' }]);
}

function undecodable(coding: string): FhirError {
  const text = say`The body could not be decoded as ${coding}, which is its Content-Encoding`;
  return new FhirError('invalid-request', text, [{ code: 'structure', text, expression: 'http.content-encoding' }]);
}
