import { SqlFaultError } from './sql-database';
import type { SqliteConnection } from './sqlite-connection';

/**
 * Several of our transactions in one of SQLite's: they come one after the other, each between savepoints, and reach the
 * disk together. The way to the disk takes longer than all the statements of a write. The first one is before any
 * savepoint, for under one SQLite keeps a copy of each page that a statement touches: that doubles what the statements
 * cost.
 *
 * None of them is over before `ended` settles: what it wrote may still be lost, and what it saw as well. Whoever calls
 * the other methods has the turn to write.
 */
export class SqliteBatch {
  /** Settles when all that was kept is on the disk. @throws SqlFaultError: nothing of it is stored */
  readonly ended: Promise<void>;
  private settle!: (failure?: Error) => void;
  private open = true;
  private members = 0;

  /**
   * @param connection with a transaction that has just begun
   * @param confirm asked after the COMMIT, before anybody is told; throws when it was in vain
   */
  constructor(
    private readonly connection: SqliteConnection,
    private readonly confirm: () => void,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.settle = (failure) => (failure ? reject(failure) : resolve());
    });
    // It may end when nobody waits for it any more.
    this.ended.catch(() => undefined);
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Starts one of its transactions. */
  enter(): void {
    if (this.members > 0) this.connection.run('SAVEPOINT member');
    this.members += 1;
  }

  /** The one that was started shall be stored. */
  keep(): void {
    if (this.members > 1) this.orFail(() => this.connection.run('RELEASE member'));
  }

  /**
   * The one that was started leaves no trace; where it is the first, nothing else is there to be kept, and the batch
   * ends.
   */
  undo(): void {
    if (this.members === 1) {
      if (!this.open) return;
      this.open = false;
      this.rollBack();
      this.settle();
      return;
    }
    this.orFail(() => {
      this.connection.run('ROLLBACK TO member');
      this.connection.run('RELEASE member');
    });
  }

  /** Brings to the disk what was kept. */
  end(): void {
    if (!this.open) return;
    this.open = false;
    try {
      this.connection.run('COMMIT');
      this.confirm();
      this.settle();
    } catch (error) {
      this.rollBack();
      this.settle(error as Error);
    }
  }

  /** Gives up: all of it can be tried again. */
  fail(reason: unknown): void {
    if (!this.open) return;
    this.open = false;
    this.rollBack();
    this.settle(new SqlFaultError('contention', reason));
  }

  /** After some errors (a full disk) SQLite has rolled back everything by itself: then the savepoint is gone. */
  private orFail(work: () => void): void {
    if (!this.open) return;
    try {
      work();
    } catch (error) {
      this.fail(error);
    }
  }

  private rollBack(): void {
    try {
      this.connection.run('ROLLBACK');
    } catch {
      return;
    }
  }
}
