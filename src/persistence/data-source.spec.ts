import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataSourceOptions, openDataSource } from './data-source';

describe('dataSourceOptions', () => {
  it.each([
    ['sqlite:data/ror.db', { type: 'better-sqlite3', database: 'data/ror.db', enableWAL: true }],
    ['sqlite::memory:', { type: 'better-sqlite3', database: ':memory:', enableWAL: false }],
    ['mysql://me:pw@host/ror', { type: 'mysql', host: 'host', username: 'me', password: 'pw', database: 'ror' }],
    ['mariadb://host:3307/ror', { type: 'mariadb', port: 3307, charset: 'utf8mb4', timezone: 'Z' }],
  ])('of %s', (url, expected) => {
    expect(dataSourceOptions({ url })).toMatchObject({ ...expected, synchronize: false, migrationsRun: false });
  });

  it('has at least two connections, because one holds the lock of the migrations', () => {
    expect(dataSourceOptions({ url: 'mysql://host/ror', poolSize: 1 })).toMatchObject({ poolSize: 2 });
    expect(dataSourceOptions({ url: 'mysql://host/ror', poolSize: 7 })).toMatchObject({ poolSize: 7 });
  });
});

describe('openDataSource', () => {
  it('makes the folder of a SQLite file, and writes durably in WAL mode', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'data-source-'));
    const file = join(folder, 'not', 'yet', 'there.db');
    const dataSource = await openDataSource(dataSourceOptions({ url: `sqlite:${file}` }));
    expect(existsSync(file)).toBe(true);
    expect(await dataSource.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await dataSource.query('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    // 1 is FILE: data sorted for an index go to a file, whatever their size.
    expect(await dataSource.query('PRAGMA temp_store')).toEqual([{ temp_store: 1 }]);
    await dataSource.destroy();
    rmSync(folder, { recursive: true });
  });

  it('says in one sentence which server cannot be reached, without the password', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
    await new Promise((resolve) => server.close(resolve));
    const opening = openDataSource(dataSourceOptions({ url: `mysql://me:secret@127.0.0.1:${port}/ror` }));
    const error = (await opening.catch((failure: unknown) => failure)) as Error;
    expect(error.message).toMatch(
      `The database mysql://me@127.0.0.1:${port}/ror cannot be opened (connect ECONNREFUSED`,
    );
    expect(error.message).toMatch('check DATABASE_URL');
    expect(error.message).not.toMatch('secret');
  });

  it('gives up on a server that accepts the connection but does not answer', async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined));
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
    const url = `mysql://me@127.0.0.1:${port}/ror`;
    const opening = openDataSource(dataSourceOptions({ url, limits: { connectTimeoutMs: 100 } }));
    await expect(opening).rejects.toThrow(/cannot be opened \(connect ETIMEDOUT/);
    server.close();
  });

  it('says which SQLite file cannot be opened', async () => {
    const opening = openDataSource(dataSourceOptions({ url: 'sqlite:/dev/null/x.db' }));
    await expect(opening).rejects.toThrow(/sqlite:\/dev\/null\/x\.db cannot be opened/);
  });
});
