export type Release = () => void;

/** Lets one holder in at a time, in the order of asking. */
export class FairMutex {
  private held = false;
  private readonly waiting: (() => void)[] = [];

  /** Those inside, 0 or 1, and those in line. */
  get load(): { readonly busy: number; readonly waiting: number } {
    return { busy: this.held ? 1 : 0, waiting: this.waiting.length };
  }

  /**
   * @param timeoutMs how long to wait, milliseconds
   * @returns what the holder calls once when it is done; undefined when the wait was too long
   */
  async acquire(timeoutMs: number): Promise<Release | undefined> {
    if (!this.held) {
      this.held = true;
      return this.release;
    }
    return new Promise((resolve) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve(this.release);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        resolve(undefined);
      }, timeoutMs);
      this.waiting.push(enter);
    });
  }

  /** Hands over to the next in line without letting a newcomer in between. */
  private readonly release: Release = () => {
    const next = this.waiting.shift();
    if (next) next();
    else this.held = false;
  };
}
