import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { LOG_APART, SqliteConnection } from './sqlite-connection';
import { SqliteLog } from './sqlite-log';

const PAGES = 10;

describe('SqliteLog', () => {
  let folder: string;
  let file: string;
  let other: Libsql.Database;
  let writer: SqliteConnection;
  let log: SqliteLog;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-log-'));
    file = join(folder, 'test.db');
    other = new Libsql(file);
    other.pragma('journal_mode = WAL');
    other.exec('CREATE TABLE thing (room)');
    other.pragma('wal_checkpoint(TRUNCATE)');
    writer = SqliteConnection.open(file, LOG_APART);
    log = new SqliteLog(file, SqliteConnection.open(file), PAGES);
  });

  afterEach(() => {
    log.close();
    writer.close();
    other.close();
    rmSync(folder, { recursive: true });
  });

  const write = (pages: number) => void writer.run('INSERT INTO thing VALUES (zeroblob(?))', [pages * 4_096]);
  /** Pages in the log. SQLite moves them while it is at it, so ask at the end of a test. */
  const length = () => (other.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw().get() as number[])[1];

  it.each<[string, readonly number[], boolean]>([
    ['nothing was written', [], false],
    ['little was written', [2], false],
    ['much was written at once', [2 * PAGES], true],
    ['little was written many times', Array.from({ length: PAGES }, () => 1), true],
  ])('is due or not when %s', (_, writes, isDue) => {
    for (const pages of writes) write(pages);
    expect(log.isDue()).toBe(isDue);
  });

  it('is due again only after as much more', () => {
    write(PAGES);
    expect([log.isDue(), log.isDue()]).toEqual([true, false]);
    write(2);
    expect(log.isDue()).toBe(false);
    write(PAGES);
    expect(log.isDue()).toBe(true);
  });

  it('is moved into the file, and begins anew with the next write', async () => {
    write(3 * PAGES);
    expect([log.isDue(), log.isDue(), log.isDue(), log.isDue()]).toEqual([true, true, true, false]);
    await log.settle();
    write(2);
    expect(log.isDue()).toBe(false);
    write(PAGES);
    expect(log.isDue()).toBe(true);
    expect(length()).toBeLessThan(2 * PAGES);
  });

  it('keeps what a reader needs, and is moved when the reader has ended', async () => {
    const reader = SqliteConnection.open(file);
    reader.run('BEGIN');
    reader.rows('SELECT count(*) FROM thing', []);
    write(2 * PAGES);
    await log.settle();
    write(2 * PAGES);
    expect(reader.rows('SELECT count(*) FROM thing', [])).toEqual([[0]]);
    reader.run('ROLLBACK');
    reader.close();
    await log.settle();
    write(1);
    expect(length()).toBeLessThan(PAGES);
  });

  it('is as it was when it cannot be moved', async () => {
    write(2 * PAGES);
    const busy = new SqliteLog(file, { runApart: () => Promise.reject(new Error('busy')) } as never, PAGES);
    await busy.settle();
    expect(busy.isDue()).toBe(true);
  });

  it('is not due before there is one', () => {
    expect(existsSync(`${file}-none-wal`)).toBe(false);
    expect(new SqliteLog(`${file}-none`, writer, PAGES).isDue()).toBe(false);
  });
});
