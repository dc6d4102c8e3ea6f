// Starts the facade on DATABASE_URL, or on a private MariaDB with the tables and rows of sql/.
import { spawn, spawnSync, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';

const here = import.meta.dirname;
const ON_ITS_OWN = 30_000;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A database server of this process, in a temporary folder that is deleted with it. */
async function privateServer() {
  if (spawnSync('mariadbd', ['--version']).error) {
    throw new Error(
      'Install MariaDB (on Debian: apt install mariadb-server), or set DATABASE_URL to an empty database',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'legacy-hospital-'));
  const user = `--user=${userInfo().username}`;
  const data = `--datadir=${join(folder, 'data')}`;
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', user, data, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  );
  const port = await freePort();
  const socket = `--socket=${join(folder, 'socket')}`;
  const server = spawn(
    'mariadbd',
    ['--no-defaults', user, data, socket, '--bind-address=127.0.0.1', `--port=${port}`],
    { stdio: 'ignore' },
  );
  process.once('exit', () => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return { host: '127.0.0.1', port, user: 'root' };
}

/** @param until milliseconds since 1970 */
async function connected(address, until) {
  for (;;) {
    try {
      return await createConnection({ ...address, multipleStatements: true, charset: 'utf8mb4' });
    } catch (error) {
      if (Date.now() > until) throw error;
      await delay(100);
    }
  }
}

async function legacyDatabase() {
  if (process.env.DATABASE_URL)
    return {
      url: process.env.DATABASE_URL,
      connection: await createConnection({
        uri: process.env.DATABASE_URL.replace('mariadb:', 'mysql:'),
        multipleStatements: true,
      }),
    };
  const address = await privateServer();
  const connection = await connected(address, Date.now() + ON_ITS_OWN);
  await connection.query('CREATE DATABASE hospital; USE hospital');
  return { url: `mariadb://root@127.0.0.1:${address.port}/hospital`, connection };
}

const { url, connection } = await legacyDatabase();
const [tables] = await connection.query("SHOW TABLES LIKE 'etablissement'");
if (tables.length === 0) {
  for (const file of ['schema.sql', 'data.sql']) await connection.query(readFileSync(join(here, 'sql', file), 'utf8'));
}
await connection.end();
process.env.DATABASE_URL = url;
if (!existsSync(join(here, 'dist/main.js'))) throw new Error('Run npm run build first');
// After closing, Nest sends itself the signal again, which would end this process before it has cleaned up.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => setTimeout(() => process.exit(0), 1_000));
await import('./dist/main.js');
