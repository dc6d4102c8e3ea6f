import type Libsql from 'libsql';
import type { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver';
import { limitsOf, poolSizeOf, type PersistenceOptions } from '../data-source';
import { IN_MEMORY, parseDatabaseUrl } from '../database-url';
import { MysqlDatabase } from './mysql-database';
import type { SqlDatabase } from './sql-database';
import { SqliteConnection } from './sqlite-connection';
import { SqliteDatabase } from './sqlite-database';
import { SqliteFiles } from './sqlite-files';
import { beforeStatements } from './typeorm-handle';

/**
 * Opens the store's own connections, separate from TypeORM's.
 * @param dataSource an open one on the same database; for a database in memory its handle is shared, because each
 * handle there is a separate database
 */
export function openSqlDatabase(options: PersistenceOptions, dataSource: DataSource): SqlDatabase {
  const address = parseDatabaseUrl(options.url);
  const limits = limitsOf(options);
  if (address.engine !== 'sqlite') return new MysqlDatabase(address, poolSizeOf(options), limits, options.syncWait);
  const handle = (dataSource.driver as BetterSqlite3Driver).databaseConnection as Libsql.Database;
  const files = address.file === IN_MEMORY ? undefined : new SqliteFiles(address.file);
  const database = new SqliteDatabase(...connectionsTo(address.file, handle, options.bulk), limits, files);
  beforeStatements(handle, () => database.giveWay());
  return database;
}

/** One connection to write and one to read; in memory, the same one for both. */
function connectionsTo(
  file: string,
  handle: Libsql.Database,
  bulk: boolean | undefined,
): [writer: SqliteConnection, reader: SqliteConnection] {
  if (file !== IN_MEMORY) return [SqliteConnection.open(file, bulk), SqliteConnection.open(file)];
  const connection = new SqliteConnection(handle);
  return [connection, connection];
}
