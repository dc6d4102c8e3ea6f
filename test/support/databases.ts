import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

export interface TestDatabase {
  /** As `DATABASE_URL`. The database is empty. */
  readonly url: string;
  /** Removes the database and all that is in it. */
  drop(): Promise<void>;
}

export interface DatabaseKind {
  /** For the names of tests: `SQLite`, `MariaDB`, `MySQL`. */
  readonly name: string;
  readonly createDatabase: () => Promise<TestDatabase>;
}

const NAMES: Readonly<Record<string, string>> = { 'mariadb:': 'MariaDB', 'mysql:': 'MySQL' };

/**
 * Every kind of database the tests run on: SQLite always, and the server of TEST_DATABASE_URL
 * (`mariadb://root@127.0.0.1:3307`, without a database) when it is set. A server that is set and absent fails the tests.
 */
export const databases: readonly DatabaseKind[] = [
  { name: 'SQLite', createDatabase: createSqliteDatabase },
  ...(process.env.TEST_DATABASE_URL ? [serverKind(process.env.TEST_DATABASE_URL)] : []),
];

async function createSqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'ror-test-'));
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

function serverKind(serverUrl: string): DatabaseKind {
  const server = new URL(serverUrl);
  const name = NAMES[server.protocol];
  if (!name) throw new Error('TEST_DATABASE_URL must begin with mariadb:// or mysql://');
  return {
    name,
    createDatabase: async () => {
      const database = `test_${randomUUID().replaceAll('-', '')}`;
      await onServer(server, `CREATE DATABASE ${database}`);
      const url = new URL(server);
      url.pathname = `/${database}`;
      return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${database}`) };
    },
  };
}

/** Runs one statement as the server's user, outside of any database. */
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
