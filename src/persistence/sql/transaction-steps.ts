import { StaleWriteError } from '../../fhir';
import { runAll, TOGETHER } from './index-rows';
import type { SqlDatabase, SqlSession, SqlStatement, SqlTransaction } from './sql-database';

/** Writes that are put off until something is asked, or the transaction ends. */
export interface LateWork {
  readonly isDue: boolean;
  /** @returns what may come after it, whenever */
  write(transaction: SqlTransaction): Promise<readonly SqlStatement[]>;
}

/**
 * One transaction, step by step. It begins with the first step that asks for it: what was read before is committed data
 * either way, and a connection (on SQLite: the turn to write) is not held while the caller thinks.
 *
 * Steps run one after the other even when the caller starts them together, so that no statement comes after COMMIT
 * or ROLLBACK, where it would be a transaction of its own.
 */
export class TransactionSteps {
  private transaction?: SqlTransaction;
  private last: Promise<unknown> = Promise.resolve();
  private over = false;
  /**
   * A step failed half way, or a deadlock has ended the transaction already: going on would write outside of it. A
   * stale write is no such failure, unless it is a late one: it has written nothing.
   */
  private failure?: Error;
  private deferred: readonly SqlStatement[] = [];

  /**
   * @param late what is still to be written before anything else, and what may come with that; absent: nothing ever is
   */
  constructor(
    private readonly database: SqlDatabase,
    private readonly late?: LateWork,
  ) {}

  /** Where to read: in the transaction, once it has begun. */
  get session(): SqlSession {
    return this.transaction ?? this.database;
  }

  /** Whether it has begun. */
  get isBegun(): boolean {
    return this.transaction !== undefined;
  }

  /** The transaction, with all that was deferred. */
  async begun(): Promise<SqlTransaction> {
    const transaction = await this.written();
    if (this.deferred.length > 0) {
      const { deferred } = this;
      this.deferred = [];
      await runAll(transaction, deferred);
    }
    return transaction;
  }

  /** The transaction, with what was to be written late; what comes with that is deferred. */
  private async written(): Promise<SqlTransaction> {
    const transaction = (this.transaction ??= await this.database.begin());
    if (this.late?.isDue) this.defer(await this.late.write(transaction));
    return transaction;
  }

  /** Statements that nobody waits for: they come before the next one, or with the COMMIT. To be said in a step. */
  defer(statements: readonly SqlStatement[]): void {
    this.deferred = [...this.deferred, ...statements];
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.over) return Promise.reject(new Error('This unit of work is over; nothing more can be read or written'));
    const step = async (): Promise<T> => {
      if (this.failure) throw this.failure;
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StaleWriteError) || this.late) this.failure = error as Error;
        throw error;
      }
    };
    const result = this.last.then(step, step);
    this.last = result;
    return result;
  }

  /** @throws what a step failed with, also when somebody has caught it: its writes cannot be kept */
  async commit(): Promise<void> {
    await this.end();
    // Where a step has failed, whoever ran this rolls back.
    if (this.failure) throw this.failure;
    if (this.late?.isDue) await this.written();
    const { transaction } = this;
    const border = Math.max(0, this.deferred.length - TOGETHER);
    if (transaction && border > 0) await runAll(transaction, this.deferred.slice(0, border));
    this.transaction = undefined;
    await transaction?.commit(this.deferred.slice(border));
  }

  async rollback(): Promise<void> {
    await this.end();
    const { transaction } = this;
    this.transaction = undefined;
    await transaction?.rollback();
  }

  private async end(): Promise<void> {
    this.over = true;
    await this.last.catch(() => undefined);
  }
}
