/**
 * Runs tasks of one key one after the other, tasks of different keys side by side.
 * Writers of one resource within this process take turns instead of making each other start over.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const ahead = this.tails.get(key);
    const turn = ahead ? ahead.then(task, task) : task();
    // The tail only tells when the turn is over; how it ended is the business of whoever asked for it.
    const tail = turn.then(
      () => undefined,
      () => undefined,
    );
    this.tails.set(key, tail);
    try {
      return await turn;
    } finally {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    }
  }

  /** Keys with a task running or waiting. */
  get size(): number {
    return this.tails.size;
  }
}
