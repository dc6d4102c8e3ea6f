/** Transactions that can be undone alone after one could not. */
const LASTS = 100;

/**
 * Which transactions of a batch get a savepoint. Within one, SQLite copies every page before it is changed, which costs
 * a write a tenth of its time; without one, a transaction can only be undone with the whole batch. Few are ever undone,
 * but they come together: from a client that tries things out, or from one that makes the same mistake again and again.
 */
export class Caution {
  private left = 0;

  /** A transaction was undone, and others with it. */
  arise(): void {
    this.left = LASTS;
  }

  /** Whether the next transaction gets a savepoint. */
  next(): boolean {
    if (this.left === 0) return false;
    this.left -= 1;
    return true;
  }
}
