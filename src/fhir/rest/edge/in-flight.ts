import type { IncomingMessage, ServerResponse } from 'node:http';
import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { RequestMemory } from '../../plugin/request-context';
import { exchangeOf } from '../exchange';
import { ByteBudget } from './byte-budget';

/** What memory is held for. `bench/README.md` tells how the weights were measured. */
const SHARES = {
  /** Bodies on their way in. */
  bodies: 1 / 6,
  /** What requests make of bodies, and of resources they change. */
  work: 1 / 2,
  /** Answers on their way out. */
  answers: 1 / 3,
} as const;
export type Share = keyof typeof SHARES;
export const SHARE_NAMES = Object.keys(SHARES) as readonly Share[];

/** A body as bytes, text and parsed values, checked and written, is so many times its size. */
export const BODY_WEIGHT = 12;

/** Bytes of a Bundle that is large: such are worked on one after the other, and wait for that. */
export const LARGE_BUNDLE = 256 * 1024;

/** The memory all requests of a server share. A request with more than there is room for is refused, and no other. */
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

  /** The memory of a request, given back when its answer is read or its connection is gone. */
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
   * So many bytes of a body have arrived, or are announced.
   * @throws FhirError `unavailable`
   */
  receive(bytes: number): void {
    if (!this.resize('bodies', bytes)) throw noRoom();
  }

  /**
   * All of the body is there; it will be worked on.
   * @param waits whoever works on it says so when its turn comes, by `hold`: until then it is no more than its bytes
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
   * The work is done, and this is what came of it.
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
    // Work may go on for a client that left; nobody would give back what it takes then.
    if (this.released) return true;
    const done = this.budgets[share].resize(this.held[share], bytes);
    if (done) this.held[share] = bytes;
    return done;
  }
}

export function noRoom(): FhirError {
  const text = say`The server is at as many large requests as its memory holds`;
  return new FhirError('unavailable', text, [{ code: 'throttled', text, hint: SEND_AGAIN }]);
}

const SEND_AGAIN = say`Nothing was stored, and nothing is wrong with the request: send it again in a few seconds.`;
