import type Libsql from 'libsql';
import { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver';
import { dataSourceOptions, openDataSource, type PersistenceOptions } from './data-source';
import { IN_MEMORY } from './database-url';
import { migrateAtStart } from './logged-migration';

/** Separate from the table in which the application records its own migrations. */
const MIGRATIONS_TABLE = 'fhir_migrations';

/**
 * The URL of one of the application's DataSources.
 * @throws Error in one sentence, for a kind of database that is not supported
 */
export function urlOf({ options }: DataSource): string {
  if (options.type === 'better-sqlite3') return `sqlite:${options.database}`;
  if (options.type !== 'mysql' && options.type !== 'mariadb')
    throw new Error(
      `The DataSource is of type ${options.type}, but FHIR resources can only be stored in SQLite (better-sqlite3), MySQL or MariaDB`,
    );
  const { type, url, username = '', password = '', host = 'localhost', port = 3306, database = '' } = options;
  const isEncrypted = Boolean(options.ssl as unknown);
  if (url !== undefined) return url;
  const account = `${encodeURIComponent(username)}:${encodeURIComponent(String(password))}`;
  return `${type}://${account}@${host}:${port}/${encodeURIComponent(database)}${isEncrypted ? '?tls=true' : ''}`;
}

/**
 * Brings the tables of the framework up to date in the database of a DataSource of the application, whose entities,
 * tables and migrations are left alone.
 */
export async function migrateBeside(host: DataSource, options: PersistenceOptions): Promise<void> {
  const chosen = { ...dataSourceOptions(options), migrationsTableName: MIGRATIONS_TABLE };
  if (!isInMemory(host)) {
    const own = await openDataSource({ ...chosen, migrationsRun: true }, options.onMigration);
    return own.destroy();
  }
  const handle = (host.driver as BetterSqlite3Driver).databaseConnection as Libsql.Database;
  // Must not be destroyed: the handle belongs to the application and is the only access to a database in memory.
  const own = new DataSource({ ...chosen, driver: lending(handle) });
  await migrateAtStart(await own.initialize(), options.onMigration);
}

function isInMemory({ options }: DataSource): boolean {
  return options.type === 'better-sqlite3' && options.database === IN_MEMORY;
}

/** A driver that opens nothing and returns the given handle. */
function lending(handle: Libsql.Database): unknown {
  return function Lent() {
    return handle;
  };
}
