import { copyFileSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Libsql from 'libsql';
import { DEFAULT_LIMITS } from '../limits';
import { FairMutex } from './fair-mutex';
import { SqlFaultError, type SqlTransaction } from './sql-database';
import { LOG_APART, SqliteConnection } from './sqlite-connection';
import { SqliteDatabase } from './sqlite-database';
import { SqliteFiles } from './sqlite-files';
import { SqliteLog } from './sqlite-log';

const TIMEOUT_MS = 100;

describe('SqliteDatabase on a file', () => {
  let folder: string;
  let writer: SqliteConnection;
  let file: string;
  let other: Libsql.Database;
  let database: SqliteDatabase;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-database-'));
    file = join(folder, 'test.db');
    other = new Libsql(file);
    other.pragma('journal_mode = WAL');
    other.exec("CREATE TABLE thing (id TEXT PRIMARY KEY, note TEXT); INSERT INTO thing VALUES ('a', 'A'), ('b', 'B')");
    other.exec('CREATE TABLE part (thing TEXT REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED)');
    writer = SqliteConnection.open(file);
    writer.run('PRAGMA foreign_keys = ON');
    const limits = { ...DEFAULT_LIMITS, acquireTimeoutMs: TIMEOUT_MS };
    database = new SqliteDatabase(writer, SqliteConnection.open(file), limits, new SqliteFiles(file));
  });

  afterEach(async () => {
    await database.close();
    other.close();
    rmSync(folder, { recursive: true });
  });

  const note = async (id: string) => (await database.rows('SELECT note FROM thing WHERE id = ?', [id]))[0]?.[0];
  const fault = (kind: string): unknown => expect.objectContaining({ name: SqlFaultError.name, fault: kind });

  it('uses the values of this call, not of the previous one', async () => {
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

  it('waits for the transaction of another process without blocking this one', async () => {
    other.exec('BEGIN IMMEDIATE');
    const beginning = database.begin();
    setImmediate(() => other.exec('COMMIT'));
    const transaction = await beginning;
    expect(await transaction.run("UPDATE thing SET note = 'mine' WHERE id = ?", ['a'])).toBe(1);
    await transaction.commit();
    expect(await note('a')).toBe('mine');
  });

  it('reports that another process keeps the file locked, and is free afterwards', async () => {
    other.exec('BEGIN IMMEDIATE');
    await expect(database.begin()).rejects.toEqual(fault('locked'));
    other.exec('ROLLBACK');
    const transaction = await database.begin();
    await transaction.rollback();
  });

  it('limits the wait for a locked file for all, including those behind the first', async () => {
    other.exec('BEGIN IMMEDIATE');
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    try {
      const waiting = Promise.allSettled([database.begin(), database.begin(), database.begin()]);
      await jest.advanceTimersByTimeAsync(2 * TIMEOUT_MS);
      const outcomes = await waiting;
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    } finally {
      jest.useRealTimers();
    }
    other.exec('ROLLBACK');
  });

  it('reports unavailable when the turn to write does not come in time', async () => {
    const first = await database.begin();
    await expect(database.begin()).rejects.toEqual(fault('unavailable'));
    await first.rollback();
    await (await database.begin()).rollback();
  });

  it('reports a duplicate key, and keeps the rest of the transaction', async () => {
    const transaction = await database.begin();
    await transaction.run('INSERT INTO thing VALUES (?, ?)', ['c', 'C']);
    await expect(transaction.run('INSERT INTO thing VALUES (?, ?)', ['a', 'again'])).rejects.toEqual(
      fault('duplicate-key'),
    );
    await transaction.commit();
    expect([await note('a'), await note('c')]).toEqual(['A', 'C']);
  });

  describe('a batch of transactions', () => {
    const insert = (transaction: SqlTransaction, id: string) =>
      transaction.run('INSERT INTO thing VALUES (?, 1)', [id]);
    /** A transaction that has written and waits for its batch. */
    const kept = async (id: string) => {
      const transaction = await database.begin();
      await insert(transaction, id);
      return { id, committed: transaction.commit() };
    };

    const expectToGoOn = async () => {
      const { committed } = await kept('c');
      await committed;
      expect(await note('c')).toBe('1');
    };

    it('reaches the disk as a whole, and nothing of it before', async () => {
      const one = await kept('c');
      const two = await kept('d');
      expect(other.prepare('SELECT id FROM thing').all()).toHaveLength(2);
      await one.committed;
      expect(other.prepare('SELECT id FROM thing').all()).toHaveLength(4);
      await two.committed;
    });

    it('shows each transaction what the earlier ones have written', async () => {
      const one = await kept('c');
      const two = await database.begin();
      expect(await two.rows("SELECT note FROM thing WHERE id = 'c'", [])).toEqual([['1']]);
      await Promise.all([one.committed, two.commit()]);
    });

    it('loses nothing when one of them is rolled back, which waits until what it has seen is committed', async () => {
      const one = await kept('c');
      const two = await database.begin();
      await insert(two, 'd');
      await two.rollback();
      expect([await note('c'), await note('d')]).toEqual(['1', undefined]);
      await one.committed;
      const three = await kept('d');
      await three.committed;
      expect(await note('d')).toBe('1');
    });

    it('fails for all when it cannot be committed, and stores nothing', async () => {
      const one = await kept('c');
      const two = await database.begin();
      await insert(two, 'd');
      await two.run("INSERT INTO part VALUES ('of nothing')", []);
      const ends = await Promise.allSettled([one.committed, two.commit()]);
      expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect([await note('c'), await note('d')]).toEqual([undefined, undefined]);
      await expectToGoOn();
    });

    it('can be retried by the others when SQLite rolls all of it back because of one', async () => {
      const one = await kept('c');
      const two = await database.begin();
      await expect(two.run("INSERT OR ROLLBACK INTO thing VALUES ('a', 1)", [])).rejects.toEqual(
        fault('duplicate-key'),
      );
      const three = database.begin().then(async (transaction) => {
        await insert(transaction, 'e');
        await transaction.commit();
      });
      await two.rollback();
      await expect(one.committed).rejects.toEqual(fault('contention'));
      await three;
      expect([await note('c'), await note('e')]).toEqual([undefined, '1']);
    });

    it('does not wait for a transaction that does not end, and stores nothing of it', async () => {
      const one = await kept('c');
      const two = await database.begin();
      await insert(two, 'd');
      await expect(one.committed).rejects.toEqual(fault('contention'));
      await expect(insert(two, 'e')).rejects.toEqual(fault('contention'));
      await expect(two.commit()).rejects.toEqual(fault('contention'));
      expect([await note('c'), await note('d'), await note('e')]).toEqual([undefined, undefined, undefined]);
      await expectToGoOn();
    });

    it('waits for a transaction that takes long, as long as it runs statements', async () => {
      const transaction = await database.begin();
      const given: ((release: undefined) => void)[] = [];
      const acquire = jest.spyOn(FairMutex.prototype, 'acquire');
      acquire.mockImplementation(() => new Promise((resolve) => given.push(resolve)));
      try {
        for (const id of ['c', 'd', 'e']) {
          await nextTurn();
          await insert(transaction, id);
          given.shift()!(undefined);
        }
      } finally {
        acquire.mockRestore();
      }
      await transaction.commit();
      expect([await note('c'), await note('e')]).toEqual(['1', '1']);
    });

    it('is committed when the database is closed', async () => {
      const one = await kept('c');
      await database.close();
      await one.committed;
      expect(other.prepare("SELECT note FROM thing WHERE id = 'c'").all()).toHaveLength(1);
      database = new SqliteDatabase(SqliteConnection.open(file), SqliteConnection.open(file), DEFAULT_LIMITS);
    });
  });

  describe('a COMMIT', () => {
    /** What the transaction writes besides one row. */
    const WEIGHTS: readonly (readonly [name: string, isApart: boolean, sql: string, values: readonly string[]])[] = [
      ['little', false, 'INSERT INTO thing VALUES (?, ?)', ['d', 'D']],
      ['many rows', true, `WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO part SELECT ? FROM n`, ['a']], // prettier-ignore
      ['long texts', true, 'INSERT INTO thing VALUES (?, ?)', ['d', 'D'.repeat(3_000_000)]],
    ];
    const started = async (sql: string, values: readonly string[]) => {
      const transaction = await database.begin();
      await transaction.run("INSERT INTO thing VALUES ('c', '1')", []);
      await transaction.run(sql, values);
      return transaction;
    };

    it.each(WEIGHTS)('of %s runs in another thread or not', async (_, isApart, sql, values) => {
      const apart = jest.spyOn(writer, 'runApart');
      const transaction = await started(sql, values);
      await transaction.commit();
      expect(apart.mock.calls).toEqual(isApart ? [['COMMIT']] : []);
      expect(await note('c')).toBe('1');
    });

    it.each(WEIGHTS)('of %s fails for all when it is refused, and stores nothing', async (_, __, sql, values) => {
      const transaction = await started(sql, values);
      await transaction.run("INSERT INTO part VALUES ('of nothing')", []);
      await expect(transaction.commit()).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' });
      expect(await note('c')).toBeUndefined();
      await write('c');
    });

    it('in another thread leaves reads their turn, and writers wait for it', async () => {
      const seen: string[] = [];
      const commit = writer.runApart.bind(writer);
      jest.spyOn(writer, 'runApart').mockImplementation(async (sql) => {
        const others = [
          note('a').then((found) => seen.push(`read ${String(found)}`)),
          write('e').then(() => seen.push('written')),
        ];
        await others[0];
        await commit(sql);
        seen.push('committed');
        void others[1]!.catch(() => undefined);
      });
      const transaction = await started(WEIGHTS[1]![2], WEIGHTS[1]![3]);
      await transaction.commit();
      while ((await note('e')) === undefined) await nextTurn();
      await nextTurn();
      expect(seen).toEqual(['read A', 'committed', 'written']);
    });
  });

  describe('the log', () => {
    const opened = async (log: Pick<SqliteLog, 'isDue' | 'settle' | 'close'>) => {
      await database.close();
      writer = SqliteConnection.open(file, LOG_APART);
      const limits = { ...DEFAULT_LIMITS, acquireTimeoutMs: TIMEOUT_MS };
      const reader = SqliteConnection.open(file);
      database = new SqliteDatabase(writer, reader, limits, new SqliteFiles(file), log as SqliteLog);
    };
    /** A log that is due after the first COMMIT, and what happens while it is moved for the first, second … time. */
    const due = (...meanwhile: readonly (() => Promise<unknown>)[]) => {
      const settle = jest.fn(async () => void (await meanwhile[settle.mock.calls.length - 1]?.()));
      return { isDue: jest.fn(() => false).mockReturnValueOnce(true), settle, close: jest.fn() };
    };
    const turns = async () => {
      for (let i = 0; i < 20; i += 1) await nextTurn();
    };

    it('is moved once when nothing is written meanwhile', async () => {
      const log = due();
      await opened(log);
      await write('c');
      await turns();
      expect(log.settle).toHaveBeenCalledTimes(1);
    });

    it('is moved while writes go on, and the rest of it while they wait', async () => {
      const seen: string[] = [];
      let later: Promise<unknown> | undefined;
      const log = due(
        () => write('d').then(() => seen.push('written meanwhile')),
        async () => {
          later = write('e').then(() => seen.push('written afterwards'));
          await turns();
          seen.push(`moved, reads ${String(await note('d')).length}`);
        },
      );
      await opened(log);
      await write('c');
      while (!later) await nextTurn();
      await later;
      expect(seen).toEqual(['written meanwhile', 'moved, reads 10000', 'written afterwards']);
    });

    it('is not left to itself when the database is closed', async () => {
      let isMoved = false;
      const log = due(async () => {
        await turns();
        isMoved = true;
      });
      await opened(log);
      await write('c');
      while (log.settle.mock.calls.length === 0) await nextTurn();
      log.close.mockImplementation(() => expect(isMoved).toBe(true));
      await database.close();
      expect(log.close).toHaveBeenCalledTimes(1);
      database = new SqliteDatabase(SqliteConnection.open(file), SqliteConnection.open(file), DEFAULT_LIMITS);
    });

    it('is empty after a close', async () => {
      await opened(new SqliteLog(file, SqliteConnection.open(file), 20));
      for (let i = 0; i < 20; i += 1) await write(`${i}`);
      await database.close();
      expect(statSync(`${file}-wal`).size).toBe(0);
      database = new SqliteDatabase(SqliteConnection.open(file), SqliteConnection.open(file), DEFAULT_LIMITS);
    });
  });

  const write = async (id: string) => {
    const transaction = await database.begin();
    try {
      await transaction.run('INSERT INTO thing VALUES (?, ?)', [id, 'x'.repeat(10_000)]);
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
    await transaction.commit();
  };

  describe.each(['', '-wal'])('whose file test.db%s', (suffix) => {
    const move = (from: string, to: string) => renameSync(`${from}${suffix}`, `${to}${suffix}`);

    it.each<[string, () => void]>([
      ['is deleted', () => rmSync(`${file}${suffix}`)],
      ['is moved away', () => move(file, `${file}-elsewhere`)],
      ['is replaced', () => (copyFileSync(`${file}${suffix}`, `${file}-other${suffix}`), move(`${file}-other`, file))],
    ])('%s acknowledges no write, and is not ready', async (_, happen) => {
      await write('c');
      await database.check();
      happen();
      await expect(write('d')).rejects.toEqual(fault('gone'));
      await expect(database.check()).rejects.toEqual(fault('gone'));
      await expect(note('a')).rejects.toEqual(fault('gone'));
      await expect(write('e')).rejects.toEqual(fault('gone'));
    });

    it('is moved away is not ready, even when nothing was written', async () => {
      await write('c');
      move(file, `${file}-elsewhere`);
      await expect(database.check()).rejects.toEqual(fault('gone'));
    });

    it('comes back is ready again', async () => {
      await write('c');
      move(file, `${file}-elsewhere`);
      await expect(write('d')).rejects.toEqual(fault('gone'));
      move(`${file}-elsewhere`, file);
      expect(await note('a')).toBe('A');
      await write('e');
      await database.check();
    });
  });

  describe('without room', () => {
    const room = (pages: number) => writer.rows(`PRAGMA max_page_count = ${pages}`, []);
    const pages = () => Number(writer.rows('PRAGMA page_count', [])[0]?.[0]);

    it('says so, is not ready, and is again when there is room', async () => {
      room(pages());
      await database.check();
      await expect(write('c')).rejects.toEqual(fault('full'));
      expect(await note('a')).toBe('A');
      await expect(database.check()).rejects.toEqual(fault('full'));
      await expect(database.check()).rejects.toEqual(fault('full'));
      room(10_000);
      await database.check();
      await write('c');
      expect(other.prepare("SELECT name FROM sqlite_master WHERE name = 'fhir_trial'").all()).toEqual([]);
    });

    it('allows retries that need no room', async () => {
      room(pages());
      const small = async () => {
        const transaction = await database.begin();
        await transaction.run("UPDATE thing SET note = 'new' WHERE id = 'a'", []);
        return { committed: transaction.commit() };
      };
      const { committed } = await small();
      const undone = expect(committed).rejects.toEqual(fault('contention'));
      await expect(write('c')).rejects.toEqual(fault('full'));
      await undone;
      await (
        await small()
      ).committed;
      expect(await note('a')).toBe('new');
    });
  });

  it('leaves a database file that is complete on its own', async () => {
    await write('c');
    await database.close();
    const copy = join(folder, 'copy.db');
    copyFileSync(file, copy);
    const copied = new Libsql(copy);
    expect(copied.prepare("SELECT id FROM thing WHERE id = 'c'").all()).toHaveLength(1);
    copied.close();
    database = new SqliteDatabase(SqliteConnection.open(file), SqliteConnection.open(file), DEFAULT_LIMITS);
  });

  it('passes on an SQL error, and continues', async () => {
    await expect(database.rows('SELECT nonsense FROM nowhere', [])).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    expect(await note('a')).toBe('A');
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

describe('a batch', () => {
  it('fails for those who wait for it, and for those who could not enter', async () => {
    const run = jest.fn((sql: string) => {
      if (/SAVEPOINT|COMMIT/.test(sql)) throw new Error(`No ${sql}`);
    });
    const connection = { run } as unknown as SqliteConnection;
    const database = new SqliteDatabase(connection, connection, DEFAULT_LIMITS);
    const committed = (await database.begin()).commit();
    await expect(database.begin()).rejects.toThrow('No SAVEPOINT');
    await expect(committed).rejects.toThrow('No COMMIT');
    expect(run.mock.calls).toEqual([['BEGIN IMMEDIATE'], ['SAVEPOINT member'], ['COMMIT'], ['ROLLBACK']]);
  });

  it('ends when its first member is rolled back, and the next transaction begins a new one', async () => {
    const run = jest.fn((_sql: string) => 1);
    const connection = { run } as unknown as SqliteConnection;
    const database = new SqliteDatabase(connection, connection, DEFAULT_LIMITS);
    const first = await database.begin();
    await first.run('ONE', []);
    await first.rollback();
    await (await database.begin()).commit();
    const said = run.mock.calls.map(([sql]) => sql);
    expect(said).toEqual(['BEGIN IMMEDIATE', 'ONE', 'ROLLBACK', 'BEGIN IMMEDIATE', 'COMMIT']);
  });
});
