import { patience } from './patience';

export type Release = () => void;

/** Lets one holder in at a time, first come, first served. */
export class FairMutex {
  private held = false;
  private readonly waiting: (() => void)[] = [];

  /** Holders (0 or 1), and callers in the queue. */
  get load(): { readonly busy: number; readonly waiting: number } {
    return { busy: this.held ? 1 : 0, waiting: this.waiting.length };
  }

  /**
   * @param timeoutMs how long to wait, milliseconds
   * @returns the function that the holder calls once when it is done; undefined after the timeout
   */
  async acquire(timeoutMs: number): Promise<Release | undefined> {
    if (!this.held) {
      this.held = true;
      return this.release;
    }
    return new Promise((resolve) => {
      const enter = (): void => {
        over();
        resolve(this.release);
      };
      const over = patience(timeoutMs, () => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        resolve(undefined);
      });
      this.waiting.push(enter);
    });
  }

  /** Hands over to the next in the queue, so that no newcomer gets in first. */
  private readonly release: Release = () => {
    const next = this.waiting.shift();
    if (next) next();
    else this.held = false;
  };
}
