import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest time one task may block the event loop, milliseconds; others wait for a few of these slices at most. */
const SLICE_MS = 25;

/**
 * Splits long work over several turns of the event loop. The work asks between its steps whether a rest is due, and
 * lets other work run. Short work never waits.
 *
 *     if (pace.isDue()) await pace.rest();
 */
export class Pace {
  private started: number;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.started = now();
  }

  isDue(): boolean {
    return this.now() - this.started > SLICE_MS;
  }

  async rest(): Promise<void> {
    await nextTurn();
    this.started = this.now();
  }
}
