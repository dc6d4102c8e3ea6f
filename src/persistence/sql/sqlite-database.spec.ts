import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { fault, SHORT_MS, SqliteFile } from '../../../test/support/sqlite-file';
import { DEFAULT_LIMITS } from '../limits';
import { SqliteConnection } from './sqlite-connection';
import { SqliteDatabase } from './sqlite-database';

describe('SqliteDatabase on a file', () => {
  let at: SqliteFile;
  beforeEach(() => {
    at = new SqliteFile();
  });
  afterEach(() => at.drop());

  it('uses the values of this call, not of the previous one', async () => {
    expect([await at.note('a'), await at.note('b'), await at.note('nobody'), await at.note('a')]).toEqual([
      'A',
      'B',
      undefined,
      'A',
    ]);
  });

  it('sees at once what another process has committed, and nothing before', async () => {
    expect(await at.note('a')).toBe('A');
    at.other.exec("BEGIN IMMEDIATE; UPDATE thing SET note = 'new' WHERE id = 'a'");
    expect(await at.note('a')).toBe('A');
    at.other.exec('COMMIT');
    expect(await at.note('a')).toBe('new');
  });

  it('waits for the transaction of another process without blocking this one', async () => {
    at.other.exec('BEGIN IMMEDIATE');
    const beginning = at.database.begin();
    setImmediate(() => at.other.exec('COMMIT'));
    const transaction = await beginning;
    expect(await transaction.run("UPDATE thing SET note = 'mine' WHERE id = ?", ['a'])).toBe(1);
    await transaction.commit();
    expect(await at.note('a')).toBe('mine');
  });

  it('reports a duplicate key, and keeps the rest of the transaction', async () => {
    const transaction = await at.database.begin();
    await transaction.run('INSERT INTO thing VALUES (?, ?)', ['c', 'C']);
    await expect(transaction.run('INSERT INTO thing VALUES (?, ?)', ['a', 'again'])).rejects.toEqual(
      fault('duplicate-key'),
    );
    await transaction.commit();
    expect([await at.note('a'), await at.note('c')]).toEqual(['A', 'C']);
  });

  it('leaves a database file that is complete on its own', async () => {
    await at.write('c');
    await at.database.close();
    const copy = join(at.folder, 'copy.db');
    copyFileSync(at.file, copy);
    const copied = new Libsql(copy);
    expect(copied.prepare("SELECT id FROM thing WHERE id = 'c'").all()).toHaveLength(1);
    copied.close();
    at.reopen();
  });

  it('passes on an SQL error, and continues', async () => {
    await expect(at.database.rows('SELECT nonsense FROM nowhere', [])).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    expect(await at.note('a')).toBe('A');
  });
});

describe('SqliteDatabase whose turn to write does not come in time', () => {
  let at: SqliteFile;
  beforeEach(() => {
    at = new SqliteFile(SHORT_MS);
  });
  afterEach(() => at.drop());

  it('reports that another process keeps the file locked, and is free afterwards', async () => {
    at.other.exec('BEGIN IMMEDIATE');
    await expect(at.database.begin()).rejects.toEqual(fault('locked'));
    at.other.exec('ROLLBACK');
    const transaction = await at.database.begin();
    await transaction.rollback();
  });

  it('limits the wait for a locked file for all, including those behind the first', async () => {
    at.other.exec('BEGIN IMMEDIATE');
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    try {
      const waiting = Promise.allSettled([at.database.begin(), at.database.begin(), at.database.begin()]);
      await jest.advanceTimersByTimeAsync(2 * SHORT_MS);
      const outcomes = await waiting;
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    } finally {
      jest.useRealTimers();
    }
    at.other.exec('ROLLBACK');
  });

  it('reports unavailable when the turn to write does not come in time', async () => {
    const first = await at.database.begin();
    await expect(at.database.begin()).rejects.toEqual(fault('unavailable'));
    await first.rollback();
    await (await at.database.begin()).rollback();
  });
});

describe('SqliteDatabase in memory', () => {
  it('commits ended transactions before a read, so that nothing can undo what was read', async () => {
    const connection = new SqliteConnection(new Libsql(':memory:'));
    connection.run('CREATE TABLE thing (id TEXT PRIMARY KEY)');
    const database = new SqliteDatabase(connection, connection, DEFAULT_LIMITS);
    const one = await database.begin();
    await one.run("INSERT INTO thing VALUES ('a')", []);
    const committed = one.commit();
    expect(await database.rows('SELECT id FROM thing', [])).toEqual([['a']]);
    const two = await database.begin();
    await expect(two.run("INSERT OR ROLLBACK INTO thing VALUES ('a')", [])).rejects.toThrow();
    await two.rollback();
    await committed;
    expect(await database.rows('SELECT id FROM thing', [])).toEqual([['a']]);
    await database.close();
  });
});
