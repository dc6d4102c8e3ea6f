/** What more requests work on no longer fits into a processor's cache: docs/adr/0027-cohorts.md has the measurements. */
const MOST = 8;
/** Larger bodies, in bytes, do not fit either, and their work is long enough to keep its own code in the cache. */
const LARGE_BODY = 64 * 1024;

/**
 * Lets requests that arrive in the same turn of the event loop go on together. From then on they take turns at every
 * `await`, so a step of their work is done for all of them before the next one begins. Its code and tables are in the
 * processor's caches then; a request on its own loads all of them again. docs/adr/0027-cohorts.md
 */
export class Cohort {
  private waiting: (() => void)[] = [];

  /** Resolves in this turn of the event loop, or in a later one when many are waiting; in the order of the calls. */
  together(): Promise<void> {
    return new Promise((resolve) => {
      if (this.waiting.push(resolve) === 1) this.schedule();
    });
  }

  private schedule(): void {
    setImmediate(() => {
      // Promises settled in one callback continue in turns. Between two callbacks, Node would finish the first one.
      for (const proceed of this.waiting.splice(0, MOST)) proceed();
      // Others are read from their sockets before the rest goes on.
      if (this.waiting.length > 0) this.schedule();
    });
  }
}

/** Whether a request gains from going on together with others. */
export function isShort(body: unknown): boolean {
  return !(body instanceof Uint8Array) || body.length <= LARGE_BODY;
}
