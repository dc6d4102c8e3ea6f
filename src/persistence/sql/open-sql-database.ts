import type Libsql from 'libsql';
import type { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver';
import { limitsOf, poolSizeOf, type PersistenceOptions } from '../data-source';
import { IN_MEMORY, parseDatabaseUrl } from '../database-url';
import type { DatabaseLimits } from '../limits';
import { openMysqlDatabase } from './open-mysql-database';
import type { SqlDatabase } from './sql-database';
import { BULK, LOG_APART, SqliteConnection } from './sqlite-connection';
import { SqliteDatabase } from './sqlite-database';
import { SqliteFiles } from './sqlite-files';
import { SqliteLog } from './sqlite-log';
import { beforeStatements } from './typeorm-handle';

/**
 * Opens the store's own connections, separate from TypeORM's.
 * @param dataSource an open one on the same database; for a database in memory its handle is shared, because each
 * handle there is a separate database
 */
export function openSqlDatabase(options: PersistenceOptions, dataSource: DataSource): SqlDatabase {
  const address = parseDatabaseUrl(options.url);
  const limits = limitsOf(options);
  if (address.engine !== 'sqlite') return openMysqlDatabase(address, poolSizeOf(options), limits, options.syncWait);
  const handle = (dataSource.driver as BetterSqlite3Driver).databaseConnection as Libsql.Database;
  const database = address.file === IN_MEMORY ? inMemory(handle, limits) : onFile(address.file, limits, options.bulk);
  beforeStatements(handle, () => database.giveWay());
  return database;
}

/** One handle to write, one to read, and one to move the log into the file; bulk loading serves nobody meanwhile. */
function onFile(file: string, limits: DatabaseLimits, bulk = false): SqliteDatabase {
  const files = new SqliteFiles(file);
  const reader = SqliteConnection.open(file);
  if (bulk) return new SqliteDatabase(SqliteConnection.open(file, BULK), reader, limits, files);
  const log = new SqliteLog(file, SqliteConnection.open(file));
  return new SqliteDatabase(SqliteConnection.open(file, LOG_APART), reader, limits, files, log);
}

/** One handle for everything. */
function inMemory(handle: Libsql.Database, limits: DatabaseLimits): SqliteDatabase {
  const connection = new SqliteConnection(handle);
  return new SqliteDatabase(connection, connection, limits);
}
