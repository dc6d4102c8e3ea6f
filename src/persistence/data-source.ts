import type Libsql from 'libsql';
import { DataSource, type DataSourceOptions } from 'typeorm';
import {
  describeAddress,
  encryptionOf,
  IN_MEMORY,
  parseDatabaseUrl,
  type ServerAddress,
  type SqliteAddress,
} from './database-url';
import { DEFAULT_LIMITS, type DatabaseLimits } from './limits';
import { migrate } from './migrate';
import { migrations } from './migrations';
import { TypeormHandle } from './sql/typeorm-handle';
import { tables } from './tables';

/** Where the CLI finds the data when nobody says otherwise; the server has it from its settings. */
export const DEFAULT_DATABASE_URL = 'sqlite:data/ror.db';

/** Connections TypeORM may hold: one keeps the migration lock while another migrates. */
const SMALLEST_POOL = 2;
const DEFAULT_POOL_SIZE = 10;
/** Synchronous: the whole process waits, so this is for boot and for the CLI; the store has its own connections. */
const SQLITE_BUSY_TIMEOUT_MS = 5_000;

export interface PersistenceOptions {
  /** See `parseDatabaseUrl`. */
  readonly url: string;
  /** Connections to a MySQL or MariaDB server, per process. Default 10. */
  readonly poolSize?: number;
  /**
   * Bring the tables up to date at boot. Default: true for PersistenceModule, false for the command line of TypeORM.
   */
  readonly migrationsRun?: boolean;
  /**
   * On a node of a Galera cluster, let each read wait until the node has all that was committed before. Default false.
   */
  readonly syncWait?: boolean;
  /**
   * Nothing but writes, one after the other: SQLite keeps more of its pages in memory, and moves less often to the file
   * itself what stands in the log beside it. Default false.
   */
  readonly bulk?: boolean;
  readonly limits?: Partial<DatabaseLimits>;
}

/**
 * TypeORM's options for the app, the CLI and the tests.
 * @throws Error the URL is not legal; one sentence that tells what would be
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
    ? { ...common, ...sqliteOptions(address) }
    : { ...common, ...serverOptions(address, options) };
}

export function poolSizeOf(options: PersistenceOptions): number {
  return options.poolSize ?? DEFAULT_POOL_SIZE;
}

export function limitsOf(options: PersistenceOptions): DatabaseLimits {
  return { ...DEFAULT_LIMITS, ...options.limits };
}

/**
 * Connects, and migrates when the options ask for it.
 * @throws Error the database cannot be opened: one sentence naming it without its password
 */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const dataSource = new DataSource({ ...options, migrationsRun: false });
  try {
    await dataSource.initialize();
  } catch (cause) {
    // An address with several IP numbers fails with an error that has a code and no message.
    const { message, code } = cause as { message?: string; code?: string };
    const reason = message || code;
    const hint = 'check DATABASE_URL and that the database runs';
    throw new Error(`The database ${describeDatabase(options)} cannot be opened (${reason}); ${hint}.`, { cause });
  }
  if (options.migrationsRun) {
    try {
      await migrate(dataSource);
    } catch (cause) {
      await dataSource.destroy();
      throw cause;
    }
  }
  return dataSource;
}

function sqliteOptions({ file }: SqliteAddress) {
  return {
    type: 'better-sqlite3' as const,
    // libsql has the interface of better-sqlite3 and comes compiled: docs/adr/0003-embedded-sqlite.md.
    driver: TypeormHandle,
    database: file,
    enableWAL: file !== IN_MEMORY,
    prepareDatabase: (handle: Libsql.Database): void => {
      handle.pragma(`busy_timeout = ${SQLITE_BUSY_TIMEOUT_MS}`);
      handle.pragma('synchronous = FULL');
      // libsql sorts in memory otherwise: an index of millions of rows, which a migration makes.
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

function describeDatabase(options: DataSourceOptions): string {
  if (options.type !== 'mysql' && options.type !== 'mariadb')
    return describeAddress({ engine: 'sqlite', file: String(options.database) });
  const { type: engine, host = '', port = 0, username: user = '', database = '' } = options;
  return describeAddress({ engine, host, port, user, password: '', database, tls: false });
}
