import { readFile, writeFile } from 'node:fs/promises';
import { createConnection, format, type RowDataPacket } from 'mysql2/promise';
import { dataSourceOptions, openDataSource } from '../../src/persistence';

/** Of this process, for all its suites: what the migrations make of an empty database. */
interface Migrated {
  /** By server, the statements for the tables and rows of a database that was migrated. */
  readonly scripts: Map<string, Promise<string>>;
  /** The file of a SQLite database that was migrated. */
  file?: Promise<Buffer>;
}

const migrated = ((globalThis as Record<symbol, unknown>)[Symbol.for('migrated databases')] ??= {
  scripts: new Map(),
} satisfies Migrated) as Migrated;

/** Makes a SQLite database where the migrations bring an empty one. They run for the first one; others are copies. */
export async function migrateFileAsBefore(file: string): Promise<void> {
  if (migrated.file) return writeFile(file, await migrated.file);
  migrated.file = migrate(`sqlite:${file}`).then(() => readFile(file));
  await migrated.file;
}

/**
 * Brings an empty database of MariaDB or MySQL to where the migrations bring it. They run for the first one; for others, their
 * result is told again, which takes a server a tenth of their statements.
 */
export async function migrateAsBefore(url: string): Promise<void> {
  const { host } = new URL(url);
  const script = migrated.scripts.get(host);
  if (script) return onDatabase(url, async (query) => void (await query(await script)));
  const first = migrateFirst(url);
  migrated.scripts.set(host, first);
  await first;
}

async function migrateFirst(url: string): Promise<string> {
  await migrate(url);
  return scriptOf(url);
}

async function migrate(url: string): Promise<void> {
  const dataSource = await openDataSource(dataSourceOptions({ url, migrationsRun: true }));
  await dataSource.destroy();
}

/** Each table as the server shows it, and its rows. */
export async function scriptOf(url: string): Promise<string> {
  const statements = ['SET FOREIGN_KEY_CHECKS = 0'];
  await onDatabase(url, async (query) => {
    const tables = await query('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY name');
    for (const { name } of tables as { name: string }[]) {
      const [shown] = await query(format('SHOW CREATE TABLE ??', [name]));
      statements.push(shown!['Create Table'] as string);
      const rows = await query(format('SELECT * FROM ??', [name]));
      if (rows.length > 0) statements.push(format('INSERT INTO ?? VALUES ?', [name, rows.map((row) => Object.values(row) as string[])]));
    }
  }); // prettier-ignore
  return statements.join(';\n');
}

async function onDatabase(
  url: string,
  use: (query: (sql: string) => Promise<RowDataPacket[]>) => Promise<void>,
): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const connection = await createConnection({
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    multipleStatements: true,
    connectTimeout: 5_000,
  });
  try {
    await use(async (sql) => (await connection.query<RowDataPacket[]>(sql))[0]);
  } finally {
    await connection.end();
  }
}
