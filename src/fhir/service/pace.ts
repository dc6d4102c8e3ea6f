import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds that one piece of work may keep the event loop: what others wait for is a few of these. */
const SLICE_MS = 25;

/**
 * Keeps a long piece of work from being one long turn of the event loop: between its steps it asks whether a rest is
 * due, and rests while others have their turn. Work that is short never waits.
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
