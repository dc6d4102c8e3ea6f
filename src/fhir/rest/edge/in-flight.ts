import type { IncomingMessage, ServerResponse } from 'node:http';
import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { RequestMemory } from '../../plugin/request-context';
import { exchangeOf } from '../exchange';
import { ByteBudget } from './byte-budget';

/** Shares of memory by purpose. `bench/README.md` explains how the weights were measured. */
const SHARES = {
  /** Incoming bodies. */
  bodies: 1 / 6,
  /** Processing of bodies and of the resources they change. */
  work: 1 / 2,
  /** Outgoing answers. */
  answers: 1 / 3,
} as const;
export type Share = keyof typeof SHARES;
export const SHARE_NAMES = Object.keys(SHARES) as readonly Share[];

/** Memory needed to process a body (bytes, text, parsed values, validation, write), as a multiple of its size. */
export const BODY_WEIGHT = 12;

/** Size from which a Bundle counts as large, bytes. Large Bundles wait and are processed one after another. */
export const LARGE_BUNDLE = 256 * 1024;

/** The memory shared by all requests of a server. Only a request for which there is no room is refused. */
export class InFlight {
  readonly budgets: Readonly<Record<Share, ByteBudget>>;

  /** @param bytes to share; Infinity for no limit */
  constructor(bytes = Infinity) {
    this.budgets = {
      bodies: new ByteBudget(bytes * SHARES.bodies),
      work: new ByteBudget(bytes * SHARES.work),
      answers: new ByteBudget(bytes * SHARES.answers),
    };
  }

  /** The memory held by a request. It is released when the answer has been read or the connection is closed. */
  of(request: IncomingMessage, response: ServerResponse): HeldMemory {
    const exchange = exchangeOf(request);
    if (exchange.memory) return exchange.memory;
    const memory = new HeldMemory(this.budgets);
    exchange.memory = memory;
    if (response.destroyed) memory.release();
    else response.once('close', () => memory.release());
    return memory;
  }
}

/** What one request holds of each share. */
export class HeldMemory implements RequestMemory {
  private readonly held: Record<Share, number> = { bodies: 0, work: 0, answers: 0 };
  private released = false;

  constructor(private readonly budgets: InFlight['budgets']) {}

  /**
   * Reserves memory for the bytes of a body that have arrived or are announced.
   * @throws FhirError `unavailable`
   */
  receive(bytes: number): void {
    if (!this.resize('bodies', bytes)) throw noRoom();
  }

  /**
   * Reserves memory for processing the complete body.
   * @param waits processing starts later and then calls `hold`; until then only the bytes of the body count
   */
  received(bytes: number, waits = false): void {
    if (waits) return;
    this.hold(bytes * BODY_WEIGHT);
    this.resize('bodies', 0);
  }

  hold(bytes: number): void {
    if (!this.resize('work', this.held.work + bytes)) throw noRoom();
  }

  /**
   * Replaces all reservations by one for the answer.
   * @returns whether there is room for it
   */
  answer(bytes: number): boolean {
    this.resize('bodies', 0);
    this.resize('work', 0);
    return this.resize('answers', bytes);
  }

  release(): void {
    this.answer(0);
    this.released = true;
  }

  private resize(share: Share, bytes: number): boolean {
    // Work may continue after the client has left; reserving memory for it would leak, as nothing releases it any more.
    if (this.released) return true;
    const done = this.budgets[share].resize(this.held[share], bytes);
    if (done) this.held[share] = bytes;
    return done;
  }
}

export function noRoom(): FhirError {
  const text = say`The server is processing as many large requests as its memory allows`;
  return new FhirError('unavailable', text, [{ code: 'throttled', text, hint: SEND_AGAIN }]);
}

const SEND_AGAIN = say`Nothing was stored, and nothing is wrong with the request: send it again in a few seconds.`;
