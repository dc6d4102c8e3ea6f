import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 200;
const PATIENCE_MS = 30_000;

/** A client with small requests, which must be served whatever the others do. */
export class SmallReader {
  private readonly done: Promise<void>;
  private stopped = false;
  /** Its longest wait, milliseconds. */
  slowest = 0;
  answered = 0;
  failed = 0;

  constructor(private readonly url: string) {
    this.done = this.read();
  }

  stop(): Promise<void> {
    this.stopped = true;
    return this.done;
  }

  private async read(): Promise<void> {
    while (!this.stopped) {
      const started = performance.now();
      const good = await fetch(this.url, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
        async (answer) => (await answer.text(), answer.ok),
        () => false,
      );
      if (good) this.answered += 1;
      else this.failed += 1;
      this.slowest = Math.max(this.slowest, performance.now() - started);
      await sleep(PAUSE_MS);
    }
  }
}
