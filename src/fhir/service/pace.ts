import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '../steps';

/** Longest time one task may block the event loop, milliseconds; others wait for a few of these slices at most. */
const SLICE_MS = 25;

const clock = (): number => performance.now();

/**
 * Splits long work over several turns of the event loop. The work asks between its steps whether a rest is due, and
 * lets other work run. Short work never waits.
 *
 *     if (pace.isDue()) await pace.rest();
 */
export class Pace {
  private started: number;

  constructor(private readonly now: () => number = clock) {
    this.started = now();
  }

  isDue(): boolean {
    return this.now() - this.started > SLICE_MS;
  }

  /**
   * The boundary between two steps: a rest when one is due, otherwise only the turn that every `await` gives to requests
   * of the same cohort.
   */
  between(): Promise<void> | undefined {
    return this.isDue() ? this.rest() : undefined;
  }

  /** Waits two turns: after work that a socket started, the next one begins before any other socket is read. */
  async rest(): Promise<void> {
    await nextTurn();
    await nextTurn();
    this.started = this.now();
  }
}

/** Runs steps with a rest whenever one is due. Short work is done at once, without a promise. */
export function inTurns<T>(steps: Steps<T>, pace = new Pace()): T | Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (pace.isDue()) return continued(steps, pace);
  }
}

async function continued<T>(steps: Steps<T>, pace: Pace): Promise<T> {
  for (;;) {
    if (pace.isDue()) await pace.rest();
    const { done, value } = steps.next();
    if (done) return value;
  }
}
