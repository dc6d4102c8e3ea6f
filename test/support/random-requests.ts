import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { arbitraryRequest, type RandomRequest } from './arbitrary-request';

export interface RandomRun {
  readonly port: number;
  readonly seed: number;
  readonly requests: number;
  /** Called between batches with the number of requests answered so far. */
  readonly progress?: (answered: number) => void;
}

export interface RandomOutcome {
  readonly answered: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Each broken promise with its request, as a test to paste. The run ends soon after the tenth. */
  readonly faults: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: string;
}

const CONCURRENCY = 16;
const BATCH = 500;
const MOST_FAULTS = 10;
const TIMEOUT_MS = 20_000;
const STACK = /\n\s+at .+[(:/]|node_modules|\.[jt]s:\d+/;

/** Sends random requests over 16 kept-alive connections and checks what must hold for every answer. */
export async function sendRandomRequests({ port, seed, requests, progress }: RandomRun): Promise<RandomOutcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const arbitrary = arbitraryRequest(seed);
  const statuses: Record<string, number> = {};
  const faults: string[] = [];
  let answered = 0;
  try {
    for (let batch = 0; answered < requests && faults.length < MOST_FAULTS; batch += 1) {
      const queue = fc.sample(arbitrary, { seed: seed + batch, numRuns: Math.min(BATCH, requests - answered) });
      const work = async (): Promise<void> => {
        for (let next = queue.pop(); next; next = queue.pop()) {
          const answer = await send(next, port, agent);
          const status = typeof answer === 'string' ? answer : String(answer.status);
          statuses[status] = (statuses[status] ?? 0) + 1;
          const fault = typeof answer === 'string' ? answer : faultOf(next, answer);
          if (fault) faults.push(`${fault}\n${pasteable(next)}`);
          answered += 1;
        }
      };
      await Promise.all(Array.from({ length: CONCURRENCY }, work));
      progress?.(answered);
    }
  } finally {
    agent.destroy();
  }
  return { answered, statuses, faults };
}

/** @returns a text when there was no answer */
function send({ method, path, headers, body }: RandomRequest, port: number, agent: Agent): Promise<Answer | string> {
  return new Promise((resolve) => {
    const length = body ? { 'Content-Length': String(body.length) } : {};
    const sent = httpRequest(
      { host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, agent },
      (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('error', (error) => resolve(`broken answer: ${error.message}`));
        reply.on('end', () => resolve(answerOf(reply, Buffer.concat(parts))));
      },
    );
    sent.setTimeout(TIMEOUT_MS, () => sent.destroy(new Error('no answer in time')));
    sent.on('error', (error) => resolve(`no answer: ${error.message}`));
    sent.end(body);
  });
}

const DECODERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};

function answerOf(reply: IncomingMessage, body: Buffer): Answer | string {
  const decode = DECODERS[reply.headers['content-encoding'] ?? ''];
  try {
    const text = (decode && body.length > 0 ? decode(body) : body).toString('utf8');
    return { status: reply.statusCode ?? 0, mediaType: reply.headers['content-type'] ?? '', body: text };
  } catch (error) {
    return `unreadable answer: ${String(error)}`;
  }
}

/** A sentence when an answer breaks a promise of the server, otherwise undefined. */
function faultOf({ method, path }: RandomRequest, { status, mediaType, body }: Answer): string | undefined {
  if (status >= 500 || status < 200) return `status ${status}: ${body.slice(0, 500)}`;
  if (status < 400 || method === 'HEAD') return undefined;
  if (STACK.test(body) && !isPage(mediaType)) return `a stack in the answer: ${body.slice(0, 500)}`;
  if (!path.startsWith('/fhir/') && !path.startsWith('/fhir?')) return undefined;
  return isOutcome(mediaType, body)
    ? undefined
    : `status ${status} without OperationOutcome: ${mediaType} ${body.slice(0, 300)}`;
}

function isPage(mediaType: string): boolean {
  return mediaType.startsWith('text/html');
}

function isOutcome(mediaType: string, body: string): boolean {
  if (isPage(mediaType)) return body.includes('OperationOutcome') || body.includes('<h1');
  if (/^application\/([a-z]+\+)?xml/.test(mediaType))
    return /<OperationOutcome xmlns="http:\/\/hl7.org\/fhir"/.test(body);
  try {
    const outcome = JSON.parse(body) as { resourceType?: unknown; issue?: unknown[] } | null;
    return outcome?.resourceType === 'OperationOutcome' && Array.isArray(outcome.issue) && outcome.issue.length > 0;
  } catch {
    return false;
  }
}

function pasteable({ method, path, headers, body }: RandomRequest): string {
  const text = body?.toString('utf8');
  const content =
    body && text !== undefined && Buffer.from(text).equals(body)
      ? JSON.stringify(text)
      : `Buffer.from('${body?.toString('base64')}', 'base64')`;
  return `{ method: '${method}', path: ${JSON.stringify(path)}, headers: ${JSON.stringify(headers)}${body ? `, body: ${content}` : ''} }`;
}
