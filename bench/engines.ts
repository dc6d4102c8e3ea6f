import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openServerDatabase, openSqliteDatabase, type BenchDatabase } from './bench-database';
import type { Cleanup } from './cleanup';
import type { EngineName } from './plan';

export interface Engine {
  readonly name: EngineName;
  /** Name and version of the engine. */
  readonly version: string;
  /** The engine's setting that makes a commit durable. */
  readonly durability: string;
  /** For DATABASE_URL. */
  readonly url: string;
  /** Call it only after a server has created the tables. */
  open(): Promise<BenchDatabase>;
}

/** Databases made by this process; each has a name of its own. */
let databases = 0;

const SCRIPT = join(__dirname, '../../scripts/mariadb.sh');
const run = promisify(execFile);

/**
 * @param server URL of a MariaDB server; without it, a private one is started
 * @returns the engine, or the reason why it cannot be measured
 */
export async function openEngine(
  name: EngineName,
  folder: string,
  cleanup: Cleanup,
  server = process.env['BENCH_DATABASE_URL'],
): Promise<Engine | string> {
  return name === 'sqlite' ? openSqlite(folder) : openMariadb(folder, cleanup, server);
}

async function openSqlite(folder: string): Promise<Engine> {
  const file = join(folder, 'bench.db');
  const memory = openSqliteDatabase(':memory:');
  const version = await memory.value('SELECT sqlite_version()');
  await memory.close();
  return {
    name: 'sqlite',
    version: `SQLite ${version}`,
    durability: 'journal_mode=WAL, synchronous=FULL',
    url: `sqlite:${file}`,
    open: async () => openSqliteDatabase(file),
  };
}

/** Uses a separate database, dropped afterwards, on the named server or on a private one. */
async function openMariadb(folder: string, cleanup: Cleanup, named: string | undefined): Promise<Engine | string> {
  const server = named ?? (await startServer(folder, cleanup));
  if (server === undefined) return 'mariadbd is not installed, and BENCH_DATABASE_URL names no server';
  const admin = await openServerDatabase(server);
  const flush = await admin.value('SELECT @@innodb_flush_log_at_trx_commit');
  if (flush !== '1') {
    await admin.close();
    return `its commits are not durable: innodb_flush_log_at_trx_commit is ${flush}, not 1`;
  }
  const database = `ror_bench_${process.pid}_${(databases += 1)}`;
  await admin.run(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  cleanup.add(async () => {
    await admin.run(`DROP DATABASE ${database}`);
    await admin.close();
  });
  const url = new URL(server);
  url.pathname = `/${database}`;
  return {
    name: 'mariadb',
    version: `MariaDB ${(await admin.value('SELECT VERSION()')).split('-')[0]}`,
    durability: 'innodb_flush_log_at_trx_commit=1',
    url: url.href,
    open: () => openServerDatabase(url.href),
  };
}

async function startServer(folder: string, cleanup: Cleanup): Promise<string | undefined> {
  try {
    await run('sh', ['-c', 'command -v mariadbd']);
  } catch {
    return undefined;
  }
  const data = join(folder, 'mariadb');
  cleanup.add(async () => void (await run(SCRIPT, ['stop', data])));
  const { stdout } = await run(SCRIPT, ['start', data]);
  return stdout.trim();
}
