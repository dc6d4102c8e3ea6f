import Libsql from 'libsql';
import { SqlFaultError, type SqlFault, type SqlRow, type SqlParameter } from './sql-database';

/**
 * Faults by the beginning of SQLite's result code: extended codes (`SQLITE_BUSY_SNAPSHOT`) begin with the basic one.
 */
const FAULTS: readonly (readonly [prefix: string, fault: SqlFault])[] = [
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'duplicate-key'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'duplicate-key'],
  ['SQLITE_BUSY', 'contention'],
  ['SQLITE_LOCKED', 'contention'],
  ['SQLITE_CANTOPEN', 'unavailable'],
  ['SQLITE_FULL', 'full'],
  // How SQLite tells that the file beside the database cannot grow.
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_READONLY_DBMOVED', 'gone'],
  ['SQLITE_IOERR', 'unavailable'],
  ['SQLITE_READONLY', 'unavailable'],
];

/** Faults that say nothing of the database itself. */
const OF_THE_STATEMENT: ReadonlySet<SqlFault> = new Set(['duplicate-key', 'contention']);

/** Kibibytes of pages in memory; pages in the log before they are moved. What is written goes all over the indexes. */
const BULK = ['cache_size = -131072', 'wal_autocheckpoint = 16384'];

/** Prepared statements that are kept; the oldest one goes. */
const MOST_STATEMENTS = 500;

/** What a statement ends with that has one row at most. */
const ONE_ROW = ' LIMIT 1';

/**
 * One handle of a SQLite database, and its prepared statements. Every call is synchronous; a locked database is an
 * error at once (`contention`), because waiting inside SQLite would stop the whole process.
 */
export class SqliteConnection {
  private readonly statements = new Map<string, Libsql.Statement>();
  /** A write failed, and not for what it said: nobody knows whether the next one would go. */
  doubtful = false;

  /** @param lent whoever opened the handle closes it */
  constructor(
    private readonly handle: Libsql.Database,
    private readonly lent = true,
  ) {}

  /** @param bulk see `PersistenceOptions` */
  static open(file: string, bulk = false): SqliteConnection {
    const handle = new Libsql(file);
    handle.pragma('busy_timeout = 0');
    handle.pragma('synchronous = FULL');
    if (bulk) for (const pragma of BULK) handle.pragma(pragma);
    return new SqliteConnection(handle, false);
  }

  /**
   * A statement goes through `get` or through `all`, and never through both: in libsql 0.5 a `get` on a statement that
   * last ran `all` ignores its new values and answers for the old ones. `get` takes half as long, and one row at most.
   */
  rows(sql: string, values: readonly SqlParameter[]): SqlRow[] {
    const statement = this.statement(sql, true);
    if (!sql.endsWith(ONE_ROW)) return guarded(() => statement.all(...values) as SqlRow[]);
    const row = guarded(() => statement.get(...values) as SqlRow | undefined);
    return row ? [row] : [];
  }

  /** @returns how many rows were written */
  run(sql: string, values: readonly SqlParameter[] = []): number {
    try {
      return guarded(() => this.statement(sql, false).run(...values).changes);
    } catch (error) {
      this.doubtful ||= error instanceof SqlFaultError && !OF_THE_STATEMENT.has(error.fault);
      throw error;
    }
  }

  /** Moves to the database's own file what only the log beside it has; as much of it as others let it. */
  settle(): void {
    this.handle.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.statements.clear();
    if (!this.lent) this.handle.close();
  }

  /** Nearly all statements of a program are few and fixed; searches put together others without end. */
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
    const code = (error as { code?: unknown }).code;
    const fault = typeof code === 'string' ? FAULTS.find(([prefix]) => code.startsWith(prefix))?.[1] : undefined;
    throw fault ? new SqlFaultError(fault, error) : error;
  }
}
