import { StaleWriteError } from '../../fhir';
import { allButLast, runAll } from './index-rows';
import type { SqlDatabase, SqlSession, SqlStatement, SqlTransaction } from './sql-database';

/** Writes that are postponed until something is read or the transaction ends. */
export interface LateWork {
  readonly isDue: boolean;
  /** @returns statements that may run at any later time */
  write(transaction: SqlTransaction): Promise<readonly SqlStatement[]>;
}

/**
 * One transaction, step by step. It begins with the first step that needs it: reads before that see committed data
 * either way, and no connection (on SQLite: the turn to write) is held while the caller is busy with other things.
 *
 * Steps run one after the other even when the caller starts them together, so that no statement comes after COMMIT
 * or ROLLBACK, where it would be a transaction of its own.
 */
export class TransactionSteps {
  private transaction?: SqlTransaction;
  private last: Promise<unknown> = Promise.resolve();
  private over = false;
  /**
   * Set when a step failed half way or a deadlock already ended the transaction, so that going on would write outside
   * of it. A stale write is not such a failure, because it wrote nothing, unless writes are postponed.
   */
  private failure?: Error;
  private deferred: readonly SqlStatement[] = [];
  /** Something deferred is to be run even if nothing else is. */
  private isNeeded = false;

  /** @param late postponed writes, which run before anything else; absent when writes are never postponed */
  constructor(
    private readonly database: SqlDatabase,
    private readonly late?: LateWork,
  ) {}

  /** Where to read: the transaction once it has begun, the database before. */
  get session(): SqlSession {
    return this.transaction ?? this.database;
  }

  /** The transaction, begun and with everything deferred written. */
  async begun(): Promise<SqlTransaction> {
    const transaction = await this.written();
    if (this.deferred.length > 0) {
      const { deferred } = this;
      this.deferred = [];
      await runAll(transaction, deferred);
    }
    return transaction;
  }

  /** The transaction, begun and with the postponed writes done; the statements that follow from them are deferred. */
  private async written(): Promise<SqlTransaction> {
    const transaction = (this.transaction ??= await this.database.begin());
    if (this.late?.isDue) this.defer(await this.late.write(transaction));
    return transaction;
  }

  /** Defers statements until before the next one, or until the COMMIT. Call it within a step. */
  defer(statements: readonly SqlStatement[]): void {
    this.deferred = [...this.deferred, ...statements];
  }

  /** The same for statements that are a reason for the transaction to begin. */
  need(statements: readonly SqlStatement[]): void {
    this.isNeeded = true;
    this.defer(statements);
  }

  /**
   * Takes no more steps.
   * @returns what is deferred; undefined when the transaction has begun or something failed
   */
  async unbegun(): Promise<readonly SqlStatement[] | undefined> {
    await this.end();
    return this.failure || this.transaction ? undefined : this.deferred;
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

  /** @throws the error of a failed step, even if it was caught, because its writes cannot be kept */
  async commit(): Promise<void> {
    await this.end();
    // After a failed step, the caller rolls back.
    if (this.failure) throw this.failure;
    if (this.late?.isDue || this.isNeeded) await this.written();
    const { transaction, deferred } = this;
    const last = transaction ? await allButLast(transaction, deferred) : [];
    this.transaction = undefined;
    await transaction?.commit(last);
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
