import { keptBusy } from '../ports/store-faults';

/**
 * Each task may wait for a database lock, so the waiting time of a task behind several others would add up without this
 * limit.
 */
export const LONGEST_WAIT_MS = 10_000;

/**
 * Runs tasks with the same key one after another, and tasks with different keys concurrently. Writers of one resource
 * in this process take turns instead of forcing each other to retry.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  /**
   * @param longest maximum waiting time, milliseconds
   * @throws FhirError `unavailable` when the tasks ahead take longer; the task has not started and will not
   */
  async run<T>(key: string, task: () => Promise<T>, longest = LONGEST_WAIT_MS): Promise<T> {
    const ahead = this.tails.get(key);
    let begun = ahead === undefined;
    const begin = (): Promise<T> => {
      begun = true;
      return task();
    };
    const turn = ahead ? inTime(ahead, begin, key, longest) : task();
    // The tail only signals that the turn is over; its caller handles the result. If a task gave up waiting, those
    // behind it keep waiting for the tasks ahead of it.
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

/** @param ahead never rejects */
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
