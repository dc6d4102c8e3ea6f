import { keptBusy } from '../ports/store-faults';

/** Where each task may wait for a lock of the database, those behind it would wait for the sum. */
export const LONGEST_WAIT_MS = 10_000;

/**
 * Runs tasks of one key one after the other, tasks of different keys side by side.
 * Writers of one resource within this process take turns instead of making each other start over.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  /**
   * @param longest milliseconds that it may wait
   * @throws FhirError `unavailable` when those ahead take longer; the task has not begun, and will not
   */
  async run<T>(key: string, task: () => Promise<T>, longest = LONGEST_WAIT_MS): Promise<T> {
    const ahead = this.tails.get(key);
    let begun = ahead === undefined;
    const begin = (): Promise<T> => {
      begun = true;
      return task();
    };
    const turn = ahead ? inTime(ahead, begin, key, longest) : task();
    // The tail only tells when the turn is over; how it ended is the business of whoever asked for it. Those behind one
    // who gave up go on waiting for those ahead of it.
    const tail = turn.then(
      () => undefined,
      () => (begun ? undefined : ahead),
    );
    this.tails.set(key, tail);
    const forget = (): void => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    };
    try {
      return await turn;
    } finally {
      if (begun) forget();
      else void tail.then(forget);
    }
  }

  /** Keys with a task running or waiting. */
  get size(): number {
    return this.tails.size;
  }
}

/** @param ahead never fails */
function inTime<T>(ahead: Promise<unknown>, begin: () => Promise<T>, key: string, longest: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(keptBusy(key));
    }, longest);
    void ahead.then(() => {
      clearTimeout(timer);
      if (!late) begin().then(resolve, reject);
    });
  });
}
