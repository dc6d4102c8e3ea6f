import type * as Mysql from './mysql-database';
import type { SqlDatabase } from './sql-database';

/** Loads the driver only when there is such a database: its 90 modules take a thirtieth of the CPU time of a start. */
export function openMysqlDatabase(...given: ConstructorParameters<typeof Mysql.MysqlDatabase>): SqlDatabase {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  const { MysqlDatabase } = require('./mysql-database') as typeof Mysql;
  return new MysqlDatabase(...given);
}
