import type { StoreLoad } from '../../fhir';
import type { Explained } from './explain';

export type SqlValue = string | number | null;

/** A value that can be bound. A column of bytes is returned as a Buffer. */
export type SqlParameter = SqlValue | Uint8Array;

/** Columns in the order of the SELECT; building objects with names would cost time on every read. */
export type SqlRow = readonly SqlValue[];

/** A statement with `?` for every value. */
export interface SqlStatement {
  readonly sql: string;
  readonly values: readonly SqlParameter[];
  /**
   * The same statement with `?1`, `?2` …, so that a repeated value is bound once; for an engine that binds values one
   * by one, at a microsecond each. Absent when it would not be shorter.
   */
  readonly numbered?: { readonly sql: string; readonly values: readonly SqlParameter[] };
}

/** Statements with `?` for every value. */
export interface SqlSession {
  /**
   * True for SQLite. It evaluates a statement row by row: a column that CASE leaves out is not read, and lookups that
   * come in the requested order are merged by UNION without a table. It finds words by its own full-text index
   * (`word-documents.ts`).
   */
  readonly isSqlite: boolean;
  /** @throws SqlFaultError */
  rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]>;
  /**
   * Like `rows`, for one of a few long statements that come again and again: the engine keeps what it has parsed. Absent
   * where `rows` does that.
   */
  prepared?(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]>;
  /**
   * SQL with its values in its text, for the part of such a statement that is always the same: binding a hundred values
   * takes longer than reading a row. Absent where a statement keeps values.
   */
  withValues?(sql: string, values: readonly SqlParameter[]): string;
  /**
   * An expression for the UTF-8 of a text column; absent where it does not cost less than the text, which the engine
   * decodes.
   */
  utf8Of?(column: string): string;
}

export interface SqlTransaction extends SqlSession {
  /**
   * Holds guards until this transaction ends: other transactions wait for them or fail with `contention`, on other
   * nodes of a cluster possibly only at COMMIT. Reads after this see what the previous holders wrote.
   * @param guards distinct rows of `fhir_guard`, ascending
   * @throws SqlFaultError
   */
  guard(guards: readonly number[]): Promise<void>;
  /** @returns how many rows the statement matched. @throws SqlFaultError; the statement had no effect */
  run(sql: string, values: readonly SqlParameter[]): Promise<number>;
  /**
   * Runs several statements in order, in one round trip where the engine has round trips, since a round trip costs more
   * than most statements. None of them may be large.
   * @throws SqlFaultError; the statements before the failed one took effect
   */
  runAll(statements: readonly SqlStatement[]): Promise<void>;
  /**
   * The same for statements whose effect is asked for, together with the start of the transaction if it has not begun.
   * Absent where the engine has no round trips.
   * @returns how many rows each of them matched
   */
  runEach?(statements: readonly SqlStatement[]): Promise<readonly number[]>;
  /**
   * Ends the transaction, even if it fails.
   * @param last statements as for `runAll`, run before the COMMIT and, where the engine has round trips, in the same
   * one
   * @throws SqlFaultError
   */
  commit(last?: readonly SqlStatement[]): Promise<void>;
  /**
   * Ends the transaction.
   * @throws SqlFaultError when something it saw was never stored, so that whatever followed from it is to be worked out
   * again: SQLite shows a transaction what others have written that are committed together with it
   */
  rollback(): Promise<void>;
}

/** Reads the data of one moment for as long as it is open. */
export interface SqlSnapshot extends SqlSession {
  close(): Promise<void>;
}

/**
 * What the store needs from a database; each engine implements it. Outside a transaction, `rows` sees committed data
 * only.
 */
export interface SqlDatabase extends SqlSession {
  /** Opens a transaction that may write. @throws SqlFaultError */
  begin(): Promise<SqlTransaction>;
  /** Resolves when the database answers a read and, as far as is known, would accept a write. @throws SqlFaultError */
  check(): Promise<void>;
  /**
   * The committed data of this moment; absent or undefined where the engine cannot provide it. @throws SqlFaultError
   */
  snapshot?(): Promise<SqlSnapshot | undefined>;
  /** How the engine executes a statement; it may execute it to find out. @throws SqlFaultError */
  explain?(sql: string, values: readonly SqlParameter[]): Promise<Explained>;
  /** The number of connections, and how many are in use or waited for, at this moment. */
  load(): Omit<StoreLoad, 'retries'>;
  close(): Promise<void>;
}

/**
 * - `duplicate-key`: a row with this key already exists.
 * - `refuted`: a statement that fails unless something is so (`relied-note.ts`) has failed.
 * - `contention`: another transaction was in the way; a retry may succeed.
 * - `unavailable`: no answer from the database, or no connection free in time.
 * - `locked`: another program held the lock on the database for longer than the wait limit.
 * - `full`: no space is left to write.
 * - `gone`: the database file was deleted or replaced.
 * - `too-slow`: the server aborted the statement at its time limit.
 */
export type SqlFault =
  'duplicate-key' | 'refuted' | 'contention' | 'unavailable' | 'locked' | 'full' | 'gone' | 'too-slow';

/** A database failure that the store can handle; any other driver error is passed on unchanged. */
export class SqlFaultError extends Error {
  constructor(
    readonly fault: SqlFault,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'SqlFaultError';
  }
}
