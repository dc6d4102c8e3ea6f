import Libsql from 'libsql';

/** The SQLite handle for TypeORM. */
export class TypeormHandle extends Libsql {
  /** Leaves a file that is complete without its write-ahead log; does not wait, since that would block the process. */
  override close(): this {
    if (this.open && !this.memory) {
      try {
        this.pragma('busy_timeout = 0');
        this.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // On a full disk the log stays beside the file, and whoever opens it next reads it.
      }
    }
    return super.close();
  }
}

/**
 * Calls `giveWay` before each TypeORM statement on a handle. The statement waits for the file's write lock inside
 * SQLite and blocks the process meanwhile, so anything in this process that holds the lock and needs the event loop to
 * release it must release it first. In memory the handle is shared with the store, and no transaction can begin before
 * the store's has ended.
 */
export function beforeStatements(handle: Libsql.Database, giveWay: () => void): void {
  const prepare = handle.prepare.bind(handle) as (sql: string) => Libsql.Statement;
  const givingWay = (sql: string): Libsql.Statement => {
    const statement = prepare(sql);
    const run = statement.run.bind(statement);
    const all = statement.all.bind(statement);
    statement.run = (...values) => {
      giveWay();
      return run(...values);
    };
    // Not only for reads: INSERT … RETURNING returns rows too.
    statement.all = (...values) => {
      giveWay();
      return all(...values);
    };
    return statement;
  };
  handle.prepare = givingWay as typeof handle.prepare;
}
