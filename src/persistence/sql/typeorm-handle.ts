import Libsql from 'libsql';

/** The SQLite handle that TypeORM gets. */
export class TypeormHandle extends Libsql {
  /** Leaves the file whole without the log beside it; waits for nobody, since the process would stand still. */
  override close(): this {
    if (this.open && !this.memory) {
      this.pragma('busy_timeout = 0');
      this.pragma('wal_checkpoint(TRUNCATE)');
    }
    return super.close();
  }
}

/**
 * Before each statement of TypeORM on a handle, `giveWay` is called. It waits for the file's write lock inside SQLite,
 * while the whole process stands still: what of this process holds the lock, and needs the event loop to give it back,
 * has to give it back before. In memory the handle is the store's as well, where no transaction can begin before the
 * store's has ended.
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
    // Not of reads alone: INSERT … RETURNING gives rows.
    statement.all = (...values) => {
      giveWay();
      return all(...values);
    };
    return statement;
  };
  handle.prepare = givingWay as typeof handle.prepare;
}
