import type { SqlDatabase, SqlParameter, SqlRow, SqlStatement } from './sql-database';
import { TransactionSteps, type LateWork } from './transaction-steps';

/** One run of `ResourceStore.transaction` on SQL: what all units have in common, whatever tables they write. */
export abstract class SqlUnit {
  protected readonly steps: TransactionSteps;

  constructor(
    private readonly database: SqlDatabase,
    late?: LateWork,
  ) {
    this.steps = new TransactionSteps(database, late);
  }

  /** Runs a statement of a plugin in this transaction. */
  rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    return this.steps.run(async () => (await this.steps.begun()).rows(sql, values));
  }

  /** Like `rows`. @returns how many rows it matched */
  run(sql: string, values: readonly SqlParameter[]): Promise<number> {
    return this.steps.run(async () => (await this.steps.begun()).run(sql, values));
  }

  /**
   * Statements whose result nobody needs; they are sent with the COMMIT unless something else requires them earlier.
   */
  later(statements: readonly SqlStatement[]): Promise<void> {
    return this.steps.run(async () => this.steps.need(statements));
  }

  isOf(database: SqlDatabase): boolean {
    return this.database === database;
  }

  /** @throws the error of a failed step, even if it was caught */
  commit(): Promise<void> {
    return this.steps.commit();
  }

  rollback(): Promise<void> {
    return this.steps.rollback();
  }
}
