import type { SqlDatabase, SqlParameter, SqlRow, SqlStatement } from './sql-database';
import { TransactionSteps, type LateWork } from './transaction-steps';

/** One run of `ResourceStore.transaction` on SQL: what units have in common, whatever tables they write. */
export abstract class SqlUnit {
  protected readonly steps: TransactionSteps;

  constructor(
    private readonly database: SqlDatabase,
    late?: LateWork,
  ) {
    this.steps = new TransactionSteps(database, late);
  }

  /** A statement of somebody else, in this transaction. */
  rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    return this.steps.run(async () => (await this.steps.begun()).rows(sql, values));
  }

  /** As `rows`. @returns how many rows it matched */
  run(sql: string, values: readonly SqlParameter[]): Promise<number> {
    return this.steps.run(async () => (await this.steps.begun()).run(sql, values));
  }

  /**
   * Statements that nobody waits for: they are said with the COMMIT, where there is no other reason to say them before.
   */
  later(statements: readonly SqlStatement[]): Promise<void> {
    return this.steps.run(async () => {
      if (!this.steps.isBegun) await this.steps.begun();
      this.steps.defer(statements);
    });
  }

  isOf(database: SqlDatabase): boolean {
    return this.database === database;
  }

  /** @throws what a step failed with, also when somebody has caught it */
  commit(): Promise<void> {
    return this.steps.commit();
  }

  rollback(): Promise<void> {
    return this.steps.rollback();
  }
}
