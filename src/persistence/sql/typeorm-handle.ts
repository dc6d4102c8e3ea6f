import Libsql from 'libsql';

/**
 * The SQLite handle that TypeORM gets. It waits for the file's write lock inside SQLite, while the whole process stands
 * still: what of this process holds the lock, and needs the event loop to give it back, has to give it back before. In
 * memory it is the store's handle as well, where no transaction can begin before the store's has ended.
 */
export class TypeormHandle extends Libsql {
  /** Called before each statement. */
  giveWay: () => void = () => undefined;

  constructor(file: string, options?: Libsql.Options) {
    super(file, options);
    const prepare = this.prepare.bind(this) as (sql: string) => Libsql.Statement;
    this.prepare = ((sql: string) => this.givingWay(prepare(sql))) as typeof this.prepare;
  }

  /** Leaves the file whole without the log beside it; waits for nobody, since the process would stand still. */
  override close(): this {
    if (this.open && !this.memory) {
      this.pragma('busy_timeout = 0');
      this.pragma('wal_checkpoint(TRUNCATE)');
    }
    return super.close();
  }

  private givingWay(statement: Libsql.Statement): Libsql.Statement {
    const run = statement.run.bind(statement);
    const all = statement.all.bind(statement);
    statement.run = (...values) => {
      this.giveWay();
      return run(...values);
    };
    // Not of reads alone: INSERT … RETURNING gives rows.
    statement.all = (...values) => {
      this.giveWay();
      return all(...values);
    };
    return statement;
  }
}
