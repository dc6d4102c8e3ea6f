import type { StoreLoad } from '../../fhir';

export type SqlValue = string | number | null;

/** Columns in the order of the SELECT: objects with names cost time on the path of every read. */
export type SqlRow = readonly SqlValue[];

/** Statements with `?` for every value. */
export interface SqlSession {
  /** @throws SqlFaultError */
  rows(sql: string, values: readonly SqlValue[]): Promise<SqlRow[]>;
}

/** `shared`: nobody else may change the row. `exclusive`: nor lock it. */
export type RowLock = 'shared' | 'exclusive';

export interface SqlTransaction extends SqlSession {
  /**
   * Reads rows as they are committed now, and keeps them so until the transaction ends; waits for others who hold them.
   * @param sql a SELECT that names its rows by their whole key: a wider one may lock what it only looks at
   * @throws SqlFaultError
   */
  locked(lock: RowLock, sql: string, values: readonly SqlValue[]): Promise<SqlRow[]>;
  /** @returns how many rows the statement matched. @throws SqlFaultError; the statement had no effect */
  run(sql: string, values: readonly SqlValue[]): Promise<number>;
  /** The transaction is over, whatever happens. @throws SqlFaultError */
  commit(): Promise<void>;
  /** The transaction is over, whatever happens; never throws. */
  rollback(): Promise<void>;
}

/**
 * What the store asks of a database: the seam between one SQL store and its engines. Outside a transaction `rows`
 * sees committed data only.
 */
export interface SqlDatabase extends SqlSession {
  /** Opens a transaction that may write. @throws SqlFaultError */
  begin(): Promise<SqlTransaction>;
  /** How many connections there are, and how many are asked for, at this moment. */
  load(): Omit<StoreLoad, 'retries'>;
  close(): Promise<void>;
}

/**
 * - `duplicate-key`: a row with this key is there already.
 * - `contention`: another transaction was in the way; trying again may help.
 * - `unavailable`: no answer from the database, or no connection free in time.
 */
export type SqlFault = 'duplicate-key' | 'contention' | 'unavailable';

/** A failure of the database the store knows what to do about; any other error of a driver passes as it is. */
export class SqlFaultError extends Error {
  constructor(
    readonly fault: SqlFault,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'SqlFaultError';
  }
}
