import type { StoreLoad } from '../../fhir';
import type { Explained } from './explain';

export type SqlValue = string | number | null;

/** What can be written; what a column of bytes gives comes as a Buffer in place of text. */
export type SqlParameter = SqlValue | Uint8Array;

/** Columns in the order of the SELECT: objects with names cost time on the path of every read. */
export type SqlRow = readonly SqlValue[];

/** A statement with `?` for every value. */
export interface SqlStatement {
  readonly sql: string;
  readonly values: readonly SqlParameter[];
  /**
   * The same with `?1`, `?2` …, so that a value that comes again is bound once: for an engine that binds values one by
   * one, at a microsecond each. Absent: it would be no shorter.
   */
  readonly numbered?: { readonly sql: string; readonly values: readonly SqlParameter[] };
}

/** Statements with `?` for every value. */
export interface SqlSession {
  /** @throws SqlFaultError */
  rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]>;
}

export interface SqlTransaction extends SqlSession {
  /**
   * Until this transaction ends nobody else has one of these guards: others wait for them, or fail with `contention`,
   * on other nodes of a cluster as late as at COMMIT. What is read after this is what they left behind.
   * @param guards rows of `fhir_guard`, ascending, each once
   * @throws SqlFaultError
   */
  guard(guards: readonly number[]): Promise<void>;
  /** @returns how many rows the statement matched. @throws SqlFaultError; the statement had no effect */
  run(sql: string, values: readonly SqlParameter[]): Promise<number>;
  /**
   * The same for several, one after the other, in one round trip where the engine has round trips: each costs more than
   * most statements do. None of them may be large.
   * @throws SqlFaultError; those before the one that failed had their effect
   */
  runAll(statements: readonly SqlStatement[]): Promise<void>;
  /**
   * The transaction is over, whatever happens.
   * @param last as of `runAll`, said before it: in the round trip of the COMMIT, where the engine has round trips
   * @throws SqlFaultError
   */
  commit(last?: readonly SqlStatement[]): Promise<void>;
  /** The transaction is over, whatever happens; never throws. */
  rollback(): Promise<void>;
}

/** Reads of one moment's data, over any time. */
export interface SqlSnapshot extends SqlSession {
  close(): Promise<void>;
}

/**
 * What the store asks of a database: the seam between one SQL store and its engines. Outside a transaction `rows`
 * sees committed data only.
 */
export interface SqlDatabase extends SqlSession {
  /** Opens a transaction that may write. @throws SqlFaultError */
  begin(): Promise<SqlTransaction>;
  /** Resolves when the database would answer a read and, as far as is known, take a write. @throws SqlFaultError */
  check(): Promise<void>;
  /** The committed data of this moment; absent or undefined where it cannot be had. @throws SqlFaultError */
  snapshot?(): Promise<SqlSnapshot | undefined>;
  /** How a statement is carried out, which it may be for that. @throws SqlFaultError */
  explain?(sql: string, values: readonly SqlParameter[]): Promise<Explained>;
  /** How many connections there are, and how many are asked for, at this moment. */
  load(): Omit<StoreLoad, 'retries'>;
  close(): Promise<void>;
}

/**
 * - `duplicate-key`: a row with this key is there already.
 * - `contention`: another transaction was in the way; trying again may help.
 * - `unavailable`: no answer from the database, or no connection free in time.
 * - `locked`: another program kept the database for as long as anybody may wait.
 * - `full`: there is no room left to write.
 * - `gone`: its file was deleted or replaced.
 * - `too-slow`: the server gave the statement up after the time it may take.
 */
export type SqlFault = 'duplicate-key' | 'contention' | 'unavailable' | 'locked' | 'full' | 'gone' | 'too-slow';

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
