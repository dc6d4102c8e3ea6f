import type Libsql from 'libsql';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { say, SentenceError, type Text } from '../fhir';
import {
  describeAddress,
  encryptionOf,
  IN_MEMORY,
  parseDatabaseUrl,
  type ServerAddress,
  type SqliteAddress,
} from './database-url';
import { DEFAULT_LIMITS, type DatabaseLimits } from './limits';
import { migrateAtStart } from './logged-migration';
import type { OnMigration } from './migrate';
import { migrations } from './migrations';
import { TypeormHandle } from './sql/typeorm-handle';
import { prepareFile } from './sqlite-folder';
import { tables } from './tables';

/** The CLI's database when none is given; the server takes its own from its settings. */
export const DEFAULT_DATABASE_URL = 'sqlite:data/ror.db';

/** TypeORM needs two connections: one holds the migration lock while the other migrates. */
const SMALLEST_POOL = 2;
const DEFAULT_POOL_SIZE = 10;
/** This wait blocks the whole process, so it is for startup and the CLI only; the store has its own connections. */
const SQLITE_BUSY_TIMEOUT_MS = 5_000;

export interface PersistenceOptions {
  /** See `parseDatabaseUrl`. */
  readonly url: string;
  /** Connections to a MySQL or MariaDB server, per process; default 10. */
  readonly poolSize?: number;
  /** Bring the tables up to date at startup. Default: true for PersistenceModule, false for TypeORM's command line. */
  readonly migrationsRun?: boolean;
  /**
   * On a node of a Galera cluster, make each read wait until the node has all that was committed before. Default false.
   */
  readonly syncWait?: boolean;
  /**
   * For bulk loading, one write after the other: SQLite caches more pages in memory and checkpoints its write-ahead log
   * less often. Default false.
   */
  readonly bulk?: boolean;
  /**
   * Only to read: the mode of a SQLite file stays as it is, so that a backup is not changed and may be read-only.
   * Default false: it gets a write-ahead log.
   */
  readonly readsOnly?: boolean;
  readonly limits?: Partial<DatabaseLimits>;
  /** Called before each migration at start, if the database has tables already. */
  readonly onMigration?: OnMigration;
}

/**
 * TypeORM's options for the app, the CLI and the tests.
 * @throws Error in one sentence when the URL is not valid; it names the valid forms
 */
export function dataSourceOptions(options: PersistenceOptions): DataSourceOptions {
  const address = parseDatabaseUrl(options.url);
  const common = {
    entities: tables(address.engine),
    migrations,
    synchronize: false,
    migrationsRun: options.migrationsRun ?? false,
  };
  return address.engine === 'sqlite'
    ? { ...common, ...sqliteOptions(address, options) }
    : { ...common, ...serverOptions(address, options) };
}

export function poolSizeOf(options: PersistenceOptions): number {
  return options.poolSize ?? DEFAULT_POOL_SIZE;
}

export function limitsOf(options: PersistenceOptions): DatabaseLimits {
  return { ...DEFAULT_LIMITS, ...options.limits };
}

/**
 * Connects, and migrates when the options say so.
 * @throws SentenceError when the database cannot be opened; it names the database without its password
 */
export async function openDataSource(options: DataSourceOptions, onMigration?: OnMigration): Promise<DataSource> {
  const dataSource = new DataSource({ ...options, migrationsRun: false });
  try {
    if (!isOfServer(options)) prepareFile(String(options.database));
    await dataSource.initialize();
  } catch (cause) {
    const [database, reason] = [describeDatabase(options), reasonOf(cause)];
    throw new SentenceError(
      isOfServer(options)
        ? say`The database ${database} cannot be opened (${reason}); check DATABASE_URL, and that the database is running.`
        : say`The database ${database} cannot be opened (${reason}); check DATABASE_URL.`,
      { cause },
    );
  }
  if (options.migrationsRun) {
    try {
      await migrateAtStart(dataSource, onMigration);
    } catch (cause) {
      await dataSource.destroy();
      throw cause;
    }
  }
  return dataSource;
}

function sqliteOptions({ file }: SqliteAddress, { readsOnly = false }: PersistenceOptions) {
  return {
    type: 'better-sqlite3' as const,
    // libsql has the interface of better-sqlite3 and ships precompiled: docs/adr/0003-embedded-sqlite.md.
    driver: TypeormHandle,
    database: file,
    enableWAL: file !== IN_MEMORY && !readsOnly,
    prepareDatabase: (handle: Libsql.Database): void => {
      handle.pragma(`busy_timeout = ${SQLITE_BUSY_TIMEOUT_MS}`);
      handle.pragma('synchronous = FULL');
      // Otherwise libsql sorts in memory, which is too much for an index over millions of rows built by a migration.
      handle.pragma('temp_store = FILE');
    },
  };
}

function serverOptions(address: ServerAddress, options: PersistenceOptions) {
  const { engine, host, port, user, password, database } = address;
  const limits = limitsOf(options);
  return {
    type: engine,
    host,
    port,
    username: user,
    password,
    database,
    ...encryptionOf(address),
    charset: 'utf8mb4',
    timezone: 'Z',
    poolSize: Math.max(SMALLEST_POOL, poolSizeOf(options)),
    connectTimeout: limits.connectTimeoutMs,
    extra: { queueLimit: limits.queueLimit },
  };
}

/** What libsql and the drivers say, in words that help where they have none. */
function reasonOf(cause: unknown): Text {
  // For a host name with several IP addresses, the error has a code but no message.
  const { message, code = '' } = cause as { readonly message?: string; readonly code?: string };
  if (code.startsWith('SQLITE_READONLY')) return say`this user may not write to it, or not make files beside it`;
  // SQLITE_CANTOPEN, as libsql says it.
  if (message && /ConnectionFailed.*: 14\b/.test(message)) return say`this user may not read it, or not make it`;
  return message || code;
}

type ServerOptions = Extract<DataSourceOptions, { readonly type: 'mysql' | 'mariadb' }>;

function isOfServer(options: DataSourceOptions): options is ServerOptions {
  return options.type === 'mysql' || options.type === 'mariadb';
}

/** A database for messages, without its password. */
export function describeDatabase(options: DataSourceOptions): string {
  if (!isOfServer(options)) return describeAddress({ engine: 'sqlite', file: String(options.database) });
  const { type: engine, host = '', port = 0, username: user = '', database = '' } = options;
  return describeAddress({ engine, host, port, user, password: '', database, tls: false });
}
