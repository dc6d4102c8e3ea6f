import type { Caution } from './caution';
import { SqlFaultError, type SqlParameter } from './sql-database';
import type { SqliteConnection } from './sqlite-connection';

/** Rows, and thousands of characters, from which nothing is added to a batch: its COMMIT takes up to 20 µs for each. */
const HEAVY = 2_000;
const CHARACTERS_OF_A_ROW = 1_000;

/**
 * Several of our transactions in a single SQLite transaction: they run one after the other and reach the disk together,
 * because syncing to disk takes longer than all the statements of a write. One that has to be undone takes the others
 * with it, and all are tried again, unless it has a savepoint (`Caution`), is the first, or has written nothing.
 *
 * None of them is over before `ended` settles: until then both what it wrote and what it saw may be lost. The caller of
 * any other method must hold the turn to write.
 */
export class SqliteBatch {
  /** Resolves when everything kept is on disk; rejects with an SqlFaultError when nothing of it is stored. */
  readonly ended: Promise<void>;
  /** How often its transactions ran statements; as long as it grows, the current one is at work. */
  statements = 0;
  private settle!: (failure?: Error) => void;
  private open = true;
  private weight = 0;
  private members = 0;
  /** The current transaction can be undone alone. */
  private isApart = false;
  /** The current transaction may have written something. */
  private hasWritten = false;

  /**
   * @param connection on which a transaction has just begun
   * @param confirm called after the COMMIT, before anybody is notified; throws when the COMMIT was in vain
   */
  constructor(
    private readonly connection: SqliteConnection,
    private readonly caution: Caution,
    private readonly confirm: () => void,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.settle = (failure) => (failure ? reject(failure) : resolve());
    });
    // It may be rejected when nobody waits for it any more.
    this.ended.catch(() => undefined);
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Starts one of its transactions. */
  enter(): void {
    const isApart = this.members > 0 && this.caution.next();
    if (isApart) this.connection.run('SAVEPOINT member');
    this.isApart = isApart;
    this.hasWritten = false;
    this.members += 1;
  }

  /** Keeps the transaction that was started. */
  keep(): void {
    if (this.isApart) this.orFail(() => this.connection.run('RELEASE member'));
  }

  /** Undoes the transaction that was started. If it is the first, there is nothing else to keep, and the batch ends. */
  undo(): void {
    if (!this.open) return;
    if (this.isApart) {
      this.orFail(() => {
        this.connection.run('ROLLBACK TO member');
        this.connection.run('RELEASE member');
      });
    } else if (this.members === 1) {
      this.open = false;
      this.rollBack();
      this.settle();
    } else if (this.hasWritten) {
      this.caution.arise();
      this.fail(new Error('Another transaction of the batch was undone'));
    }
  }

  /** Runs a statement in the transaction that was started. @returns how many rows were written */
  run(sql: string, values: readonly SqlParameter[]): number {
    const { hasWritten } = this;
    // After some errors SQLite has rolled back the whole transaction.
    this.hasWritten = true;
    const rows = this.connection.run(sql, values);
    this.hasWritten = hasWritten || rows > 0;
    let characters = 0;
    for (const value of values) if (typeof value === 'string') characters += value.length;
    this.weight += rows + characters / CHARACTERS_OF_A_ROW;
    return rows;
  }

  /** Its COMMIT writes so much that it should not become longer. */
  get isHeavy(): boolean {
    return this.weight > HEAVY;
  }

  /** Commits what was kept to disk. */
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

  /** The same in another thread; the caller holds the turn to write until it is done. */
  async endApart(): Promise<void> {
    if (!this.open) return;
    this.open = false;
    try {
      await this.connection.runApart('COMMIT');
      this.confirm();
      this.settle();
    } catch (error) {
      this.rollBack();
      this.settle(error as Error);
    }
  }

  /** Gives up; all transactions of the batch can be retried. */
  fail(reason: unknown): void {
    if (!this.open) return;
    this.open = false;
    this.rollBack();
    this.settle(new SqlFaultError('contention', reason));
  }

  /**
   * After some errors (a full disk) SQLite has rolled back the whole transaction, and the savepoint no longer exists.
   */
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
