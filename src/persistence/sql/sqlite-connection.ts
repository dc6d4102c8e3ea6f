import Libsql from 'libsql';
import ThreadedLibsql from 'libsql/promise';
import { SqlFaultError, type SqlFault, type SqlRow, type SqlParameter } from './sql-database';

/** Faults by prefix of SQLite's result code: extended codes (`SQLITE_BUSY_SNAPSHOT`) begin with the primary one. */
const FAULTS: readonly (readonly [prefix: string, fault: SqlFault])[] = [
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'duplicate-key'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'duplicate-key'],
  ['SQLITE_CONSTRAINT_NOTNULL', 'refuted'],
  ['SQLITE_BUSY', 'contention'],
  ['SQLITE_LOCKED', 'contention'],
  ['SQLITE_CANTOPEN', 'unavailable'],
  ['SQLITE_FULL', 'full'],
  // SQLite's code for a shared-memory file that cannot grow.
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_READONLY_DBMOVED', 'gone'],
  ['SQLITE_IOERR', 'unavailable'],
  ['SQLITE_READONLY', 'unavailable'],
];

/** Faults that say nothing about the state of the database. */
const OF_THE_STATEMENT: ReadonlySet<SqlFault> = new Set(['duplicate-key', 'refuted', 'contention']);

/**
 * For bulk loading: 128 MiB of page cache, and 16,384 pages in the log between checkpoints, because writes hit pages
 * all over the indexes.
 */
export const BULK: readonly string[] = ['cache_size = -131072', 'wal_autocheckpoint = 16384'];

/** For a handle whose log is moved into the file by `SqliteLog`. */
export const LOG_APART: readonly string[] = ['wal_autocheckpoint = 0'];

/** Prepared statements to keep; the oldest one is dropped. */
const MOST_STATEMENTS = 500;

/** The ending of a statement that returns at most one row. */
const ONE_ROW = ' LIMIT 1';
/** The beginning of a statement that returns the plan of another. */
const EXPLAIN = 'EXPLAIN';

/**
 * One handle of a SQLite database with its prepared statements. Every call is synchronous. A locked database is an
 * error at once (`contention`), because waiting inside SQLite would block the whole process.
 */
export class SqliteConnection {
  private readonly statements = new Map<string, Libsql.Statement>();
  /** A write failed for a reason other than its content, so it is unknown whether the next one would succeed. */
  doubtful = false;

  /** @param lent true when the handle is closed by whoever opened it */
  constructor(
    private readonly handle: Libsql.Database,
    private readonly lent = true,
  ) {}

  /** @param pragmas further settings of the handle: `BULK`, `LOG_APART` */
  static open(file: string, pragmas: readonly string[] = []): SqliteConnection {
    const handle = new Libsql(file);
    handle.pragma('busy_timeout = 0');
    handle.pragma('synchronous = FULL');
    for (const pragma of pragmas) handle.pragma(pragma);
    return new SqliteConnection(handle, false);
  }

  /**
   * Values are passed as one array, which the driver takes as it is; separate ones it would collect and copy.
   *
   * A statement is run by `get` or by `all`, never by both: in libsql 0.5, `get` on a statement last run by `all`
   * ignores its new values and answers for the old ones. `get` takes half as long, but returns at most one row.
   */
  rows(sql: string, values: readonly SqlParameter[]): SqlRow[] {
    const statement = this.statement(sql, true);
    if (!sql.endsWith(ONE_ROW) || sql.startsWith(EXPLAIN)) return guarded(() => statement.all(values) as SqlRow[]);
    const row = guarded(() => statement.get(values) as SqlRow | undefined);
    return row ? [row] : [];
  }

  /** @returns how many rows were written */
  run(sql: string, values: readonly SqlParameter[] = []): number {
    try {
      return guarded(() => this.statement(sql, false).run(values).changes);
    } catch (error) {
      throw this.doubted(error);
    }
  }

  /**
   * Runs a statement without values in a thread of libsql, so that the process can do other work. Nothing else may be
   * asked of the handle meanwhile: it would wait inside SQLite and block the process.
   */
  async runApart(sql: string): Promise<void> {
    try {
      // The two interfaces of libsql use the same handles.
      await (ThreadedLibsql.prototype.exec.call(this.handle, sql) as Promise<void>);
    } catch (error) {
      throw this.doubted(faultOf(error));
    }
  }

  /** Checkpoints the write-ahead log into the database file, as far as other connections and the disk allow. */
  settle(): void {
    try {
      this.handle.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // The log stays beside the file, and whoever opens it next reads it.
    }
  }

  close(): void {
    this.statements.clear();
    if (!this.lent) this.handle.close();
  }

  private doubted(error: unknown): unknown {
    this.doubtful ||= error instanceof SqlFaultError && !OF_THE_STATEMENT.has(error.fault);
    return error;
  }

  /** Almost all statements are few and fixed, but searches generate new ones without limit. */
  private statement(sql: string, reads: boolean): Libsql.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.handle.prepare(sql);
    if (reads) statement.raw(true);
    if (this.statements.size >= MOST_STATEMENTS) this.statements.delete(this.statements.keys().next().value!);
    this.statements.set(sql, statement);
    return statement;
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw faultOf(error);
  }
}

/** The error as a fault of the database, or as it is when it is none. */
function faultOf(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  const fault = typeof code === 'string' ? FAULTS.find(([prefix]) => code.startsWith(prefix))?.[1] : undefined;
  return fault ? new SqlFaultError(fault, error) : error;
}
