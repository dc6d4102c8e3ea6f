import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { DEFAULT_LIMITS } from '../limits';
import { SqlFaultError } from './sql-database';
import { SqliteConnection } from './sqlite-connection';
import { SqliteDatabase } from './sqlite-database';

describe('SqliteDatabase on a file', () => {
  let folder: string;
  let file: string;
  let other: Libsql.Database;
  let database: SqliteDatabase;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-database-'));
    file = join(folder, 'test.db');
    other = new Libsql(file);
    other.pragma('journal_mode = WAL');
    other.exec("CREATE TABLE thing (id TEXT PRIMARY KEY, note TEXT); INSERT INTO thing VALUES ('a', 'A'), ('b', 'B')");
    database = new SqliteDatabase(SqliteConnection.open(file), SqliteConnection.open(file), {
      ...DEFAULT_LIMITS,
      lockWaitMs: 100,
      acquireTimeoutMs: 100,
    });
  });

  afterEach(async () => {
    await database.close();
    other.close();
    rmSync(folder, { recursive: true });
  });

  const note = async (id: string) => (await database.rows('SELECT note FROM thing WHERE id = ?', [id]))[0]?.[0];
  const fault = (kind: string): unknown => expect.objectContaining({ name: SqlFaultError.name, fault: kind });

  it('answers for the values of this call, not of the one before', async () => {
    expect([await note('a'), await note('b'), await note('nobody'), await note('a')]).toEqual([
      'A',
      'B',
      undefined,
      'A',
    ]);
  });

  it('sees at once what another process has committed, and nothing before', async () => {
    expect(await note('a')).toBe('A');
    other.exec("BEGIN IMMEDIATE; UPDATE thing SET note = 'new' WHERE id = 'a'");
    expect(await note('a')).toBe('A');
    other.exec('COMMIT');
    expect(await note('a')).toBe('new');
  });

  it('waits for another process to end its transaction, while this one goes on', async () => {
    other.exec('BEGIN IMMEDIATE');
    const beginning = database.begin();
    setImmediate(() => other.exec('COMMIT'));
    const transaction = await beginning;
    expect(await transaction.run("UPDATE thing SET note = 'mine' WHERE id = ?", ['a'])).toBe(1);
    await transaction.commit();
    expect(await note('a')).toBe('mine');
  });

  it('tells contention when another process keeps the file locked, and is free afterwards', async () => {
    other.exec('BEGIN IMMEDIATE');
    await expect(database.begin()).rejects.toEqual(fault('contention'));
    other.exec('ROLLBACK');
    const transaction = await database.begin();
    await transaction.rollback();
  });

  it('tells unavailable when the turn to write does not come in time', async () => {
    const first = await database.begin();
    await expect(database.begin()).rejects.toEqual(fault('unavailable'));
    await first.rollback();
    await (await database.begin()).rollback();
  });

  it('tells a duplicate key, and keeps the rest of the transaction', async () => {
    const transaction = await database.begin();
    await transaction.run('INSERT INTO thing VALUES (?, ?)', ['c', 'C']);
    await expect(transaction.run('INSERT INTO thing VALUES (?, ?)', ['a', 'again'])).rejects.toEqual(
      fault('duplicate-key'),
    );
    await transaction.commit();
    expect([await note('a'), await note('c')]).toEqual(['A', 'C']);
  });

  it('leaves wrong SQL as it is, and goes on', async () => {
    await expect(database.rows('SELECT nonsense FROM nowhere', [])).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    expect(await note('a')).toBe('A');
  });
});
