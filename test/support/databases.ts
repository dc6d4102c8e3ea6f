import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { migrateAsBefore, migrateFileAsBefore } from './migrated-database';

export interface TestDatabase {
  /** A `DATABASE_URL`. The database is empty. */
  readonly url: string;
  /** Removes the database with its content. */
  drop(): Promise<void>;
}

export interface DatabaseKind {
  /** Used in the titles of tests: `SQLite`, `MariaDB`, `MySQL`. */
  readonly name: string;
  readonly createDatabase: () => Promise<TestDatabase>;
  /** One in which a server of now finds nothing to migrate; it takes less time than the migrations. */
  readonly createMigrated: () => Promise<TestDatabase>;
}

const NAMES: Readonly<Record<string, string>> = { 'mariadb:': 'MariaDB', 'mysql:': 'MySQL' };

/**
 * Every kind of database the tests run on: always SQLite, and the server of TEST_DATABASE_URL
 * (`mariadb://root@127.0.0.1:3307`, without a database) when it is set. The tests fail when that server is not running.
 */
export const databases: readonly DatabaseKind[] = [
  { name: 'SQLite', createDatabase: createSqliteDatabase, createMigrated: createMigratedSqlite },
  ...(process.env.TEST_DATABASE_URL ? [serverKind(process.env.TEST_DATABASE_URL)] : []),
];

/** A database that two servers share. Each has a URL of its own: the same one twice, or those of two nodes. */
export interface SharedDatabase {
  readonly urls: readonly [string, string];
  /** Waits until each node has everything that was committed on the other. */
  caughtUp(): Promise<void>;
  drop(): Promise<void>;
}

export interface SharedDatabaseKind {
  readonly name: string;
  readonly createDatabase: () => Promise<SharedDatabase>;
}

/**
 * Every kind of database two servers can share: those of `databases`, and two nodes of the Galera cluster of
 * TEST_CLUSTER_URLS (separated by commas, as `scripts/galera.sh start` prints them) when it is set.
 */
export const sharedDatabases: readonly SharedDatabaseKind[] = [
  ...databases.map(({ name, createMigrated }) => ({
    name,
    createDatabase: async () => {
      const { url, drop } = await createMigrated();
      return { urls: [url, url] as const, caughtUp: async () => undefined, drop };
    },
  })),
  ...(process.env.TEST_CLUSTER_URLS ? [clusterKind(process.env.TEST_CLUSTER_URLS.split(','))] : []),
];

async function createSqliteDatabase(): Promise<TestDatabase> {
  return inFolder(await mkdtemp(join(tmpdir(), 'ror-test-')));
}

async function createMigratedSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'ror-test-'));
  await migrateFileAsBefore(join(folder, 'test.db'));
  return inFolder(folder);
}

function inFolder(folder: string): TestDatabase {
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

function serverKind(serverUrl: string): DatabaseKind {
  const server = new URL(serverUrl);
  const name = NAMES[server.protocol];
  if (!name) throw new Error('TEST_DATABASE_URL must begin with mariadb:// or mysql://');
  const createDatabase = async (): Promise<TestDatabase> => {
    const database = `test_${randomUUID().replaceAll('-', '')}`;
    await onServer(server, `CREATE DATABASE ${database}`);
    const url = new URL(server);
    url.pathname = `/${database}`;
    return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${database}`) };
  };
  return {
    name,
    createDatabase,
    createMigrated: async () => {
      const database = await createDatabase();
      await migrateAsBefore(database.url);
      return database;
    },
  };
}

function clusterKind([first, second]: readonly string[]): SharedDatabaseKind {
  if (!first || !second) throw new Error('TEST_CLUSTER_URLS must name two nodes, with a comma between');
  return {
    name: 'two nodes of a Galera cluster',
    createDatabase: async () => {
      const { url, drop } = await serverKind(first).createMigrated();
      const other = new URL(second);
      other.pathname = new URL(url).pathname;
      const urls = [url, other.href] as const;
      return { urls, caughtUp: async () => void (await Promise.all(urls.map(catchUp))), drop };
    },
  };
}

function catchUp(node: string): Promise<void> {
  return onServer(new URL(node), 'SET STATEMENT wsrep_sync_wait = 15 FOR SELECT 1');
}

/** Runs a statement as the server's user, outside any database. */
export async function onServer(server: URL, sql: string): Promise<void> {
  const connection = await createConnection({
    host: server.hostname,
    port: Number(server.port || 3306),
    user: decodeURIComponent(server.username),
    password: decodeURIComponent(server.password),
    connectTimeout: 5_000,
  });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
