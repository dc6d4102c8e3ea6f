import { setImmediate as nextTurn } from 'node:timers/promises';
import { fault, SHORT_MS, SqliteFile } from '../../../test/support/sqlite-file';
import { DEFAULT_LIMITS } from '../limits';
import { Caution } from './caution';
import { FairMutex } from './fair-mutex';
import type { SqlTransaction } from './sql-database';
import { SqliteBatch } from './sqlite-batch';
import type { SqliteConnection } from './sqlite-connection';
import { SqliteDatabase } from './sqlite-database';

describe('a batch of transactions', () => {
  let at: SqliteFile;
  beforeEach(() => {
    at = new SqliteFile();
  });
  afterEach(() => at.drop());

  const insert = (transaction: SqlTransaction, id: string) => transaction.run('INSERT INTO thing VALUES (?, 1)', [id]);
  /** A transaction that has written and waits for its batch. */
  const kept = async (id: string) => {
    const transaction = await at.database.begin();
    await insert(transaction, id);
    return { id, committed: transaction.commit() };
  };

  const expectToGoOn = async () => {
    const { committed } = await kept('c');
    await committed;
    expect(await at.note('c')).toBe('1');
  };

  it('reaches the disk as a whole, and nothing of it before', async () => {
    const one = await kept('c');
    const two = await kept('d');
    expect(at.other.prepare('SELECT id FROM thing').all()).toHaveLength(2);
    await one.committed;
    expect(at.other.prepare('SELECT id FROM thing').all()).toHaveLength(4);
    await two.committed;
  });

  it('shows each transaction what the earlier ones have written', async () => {
    const one = await kept('c');
    const two = await at.database.begin();
    expect(await two.rows("SELECT note FROM thing WHERE id = 'c'", [])).toEqual([['1']]);
    await Promise.all([one.committed, two.commit()]);
  });

  /** Rolls back a transaction that has inserted 'd', after another one in the same batch. */
  const undoneAfterAnother = async () => {
    const one = await kept('c');
    const two = await at.database.begin();
    await insert(two, 'd');
    const undone = two.rollback();
    return { one, undone };
  };

  it('is to be tried again by all when one of them is rolled back', async () => {
    const { one, undone } = await undoneAfterAnother();
    const ends = await Promise.allSettled([one.committed, undone]);
    const isRetried = { status: 'rejected', reason: fault('contention') };
    expect(ends).toEqual([isRetried, isRetried]);
    expect([await at.note('c'), await at.note('d')]).toEqual([undefined, undefined]);
    await expectToGoOn();
  });

  it('from then on loses nothing when one is rolled back, which waits until what it has seen is committed', async () => {
    const first = await undoneAfterAnother();
    await Promise.allSettled([first.one.committed, first.undone]);
    const { one, undone } = await undoneAfterAnother();
    await undone;
    expect([await at.note('c'), await at.note('d')]).toEqual(['1', undefined]);
    await one.committed;
    const three = await kept('d');
    await three.committed;
    expect(await at.note('d')).toBe('1');
  });

  /** What a transaction does before it is rolled back, and whether the others are to be tried again. */
  const ROLLED_BACK: readonly (readonly [name: string, isRetried: boolean, work: (one: SqlTransaction) => unknown])[] = [
    ['nothing', false, () => undefined],
    ['a read', false, (one) => one.rows('SELECT id FROM thing', [])],
    ['a statement that finds no row', false, (one) => one.run("UPDATE thing SET note = '2' WHERE id = 'none'", [])],
    ['a write before a statement that finds no row', true, async (one) => {
      await insert(one, 'd');
      await one.run("UPDATE thing SET note = '2' WHERE id = 'none'", []);
    }],
    ['a statement that fails', true, (one) => expect(insert(one, 'a')).rejects.toEqual(fault('duplicate-key'))],
  ]; // prettier-ignore

  it.each(ROLLED_BACK)('is tried again or not, after the rollback of %s', async (_, isRetried, work) => {
    const one = await kept('c');
    const two = await at.database.begin();
    await work(two);
    const undone = two.rollback();
    const ends = await Promise.allSettled([one.committed, undone]);
    const status = isRetried ? 'rejected' : 'fulfilled';
    expect(ends.map((end) => end.status)).toEqual([status, status]);
    expect(await at.note('c')).toBe(isRetried ? undefined : '1');
  });

  it('fails for all when it cannot be committed, and stores nothing', async () => {
    const one = await kept('c');
    const two = await at.database.begin();
    await insert(two, 'd');
    await two.run("INSERT INTO part VALUES ('of nothing')", []);
    const ends = await Promise.allSettled([one.committed, two.commit()]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([await at.note('c'), await at.note('d')]).toEqual([undefined, undefined]);
    await expectToGoOn();
  });

  it('can be retried by all when SQLite rolls all of it back because of one', async () => {
    const one = await kept('c');
    const two = await at.database.begin();
    await expect(two.run("INSERT OR ROLLBACK INTO thing VALUES ('a', 1)", [])).rejects.toEqual(fault('duplicate-key'));
    const three = at.database.begin().then(async (transaction) => {
      await insert(transaction, 'e');
      await transaction.commit();
    });
    await expect(two.rollback()).rejects.toEqual(fault('contention'));
    await expect(one.committed).rejects.toEqual(fault('contention'));
    await three;
    expect([await at.note('c'), await at.note('e')]).toEqual([undefined, '1']);
  });

  it('does not wait for a transaction that does not end, and stores nothing of it', async () => {
    await at.drop();
    at = new SqliteFile(SHORT_MS);
    const one = await kept('c');
    const two = await at.database.begin();
    await insert(two, 'd');
    await expect(one.committed).rejects.toEqual(fault('contention'));
    await expect(insert(two, 'e')).rejects.toEqual(fault('contention'));
    await expect(two.commit()).rejects.toEqual(fault('contention'));
    expect([await at.note('c'), await at.note('d'), await at.note('e')]).toEqual([undefined, undefined, undefined]);
    await expectToGoOn();
  });

  it('waits for a transaction that takes long, as long as it runs statements', async () => {
    const transaction = await at.database.begin();
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
    expect([await at.note('c'), await at.note('e')]).toEqual(['1', '1']);
  });

  it('is committed when the database is closed', async () => {
    const one = await kept('c');
    await at.database.close();
    await one.committed;
    expect(at.other.prepare("SELECT note FROM thing WHERE id = 'c'").all()).toHaveLength(1);
    at.reopen();
  });
});

describe('a COMMIT', () => {
  let at: SqliteFile;
  beforeEach(() => {
    at = new SqliteFile();
  });
  afterEach(() => at.drop());

  /** What the transaction writes besides one row, and whether no other joins its batch then. */
  const WEIGHTS: readonly (readonly [name: string, isHeavy: boolean, sql: string, values: readonly string[]])[] = [
    ['little', false, 'INSERT INTO thing VALUES (?, ?)', ['d', 'D']],
    ['many rows', true, `WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO part SELECT ? FROM n`, ['a']], // prettier-ignore
    ['long texts', true, 'INSERT INTO thing VALUES (?, ?)', ['d', 'D'.repeat(3_000_000)]],
  ];
  const started = async (sql: string, values: readonly string[]) => {
    const transaction = await at.database.begin();
    await transaction.run("INSERT INTO thing VALUES ('c', '1')", []);
    await transaction.run(sql, values);
    return transaction;
  };

  it.each(WEIGHTS)('of %s runs in another thread', async (_, __, sql, values) => {
    const apart = jest.spyOn(at.writer, 'runApart');
    const transaction = await started(sql, values);
    await transaction.commit();
    expect(apart.mock.calls).toEqual([['COMMIT']]);
    expect(await at.note('c')).toBe('1');
  });

  it.each(WEIGHTS)('of %s also commits the next transaction or not', async (_, isHeavy, sql, values) => {
    const run = jest.spyOn(at.writer, 'run');
    const transaction = await started(sql, values);
    const committed = transaction.commit();
    const next = await at.database.begin();
    await next.run("INSERT INTO thing VALUES ('e', '1')", []);
    await Promise.all([committed, next.commit()]);
    const said = run.mock.calls.map(([statement]) => statement);
    expect(said.filter((statement) => statement === 'BEGIN IMMEDIATE')).toHaveLength(isHeavy ? 2 : 1);
    expect(said.filter((statement) => statement.includes('member'))).toEqual([]);
    expect([await at.note('c'), await at.note('e')]).toEqual(['1', '1']);
  });

  it.each(WEIGHTS)('of %s fails for all when it is refused, and stores nothing', async (_, __, sql, values) => {
    const transaction = await started(sql, values);
    await transaction.run("INSERT INTO part VALUES ('of nothing')", []);
    await expect(transaction.commit()).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' });
    expect(await at.note('c')).toBeUndefined();
    await at.write('c');
  });

  it('in another thread leaves reads their turn, and writers wait for it', async () => {
    const seen: string[] = [];
    let written: Promise<unknown> | undefined;
    const commit = at.writer.runApart.bind(at.writer);
    jest.spyOn(at.writer, 'runApart').mockImplementationOnce(async (sql) => {
      written = at.write('e').then(() => seen.push('written'));
      await at.note('a').then((found) => seen.push(`read ${String(found)}`));
      await commit(sql);
      seen.push('committed');
    });
    const transaction = await started(WEIGHTS[1]![2], WEIGHTS[1]![3]);
    await transaction.commit();
    await written;
    expect(seen).toEqual(['read A', 'committed', 'written']);
  });
});

describe('a batch', () => {
  it('fails for those who wait for it, and for those who could not enter', async () => {
    const run = jest.fn((sql: string) => {
      if (/SAVEPOINT|COMMIT/.test(sql)) throw new Error(`No ${sql}`);
      return 1;
    });
    const connection = { run } as unknown as SqliteConnection;
    const database = new SqliteDatabase(connection, connection, DEFAULT_LIMITS);
    const spoiled = (await database.begin()).commit();
    const spoiling = await database.begin();
    await spoiling.run('ONE', []);
    await expect(spoiling.rollback()).rejects.toEqual(fault('contention'));
    await expect(spoiled).rejects.toEqual(fault('contention'));
    run.mockClear();
    const committed = (await database.begin()).commit();
    await expect(database.begin()).rejects.toThrow('No SAVEPOINT');
    await expect(committed).rejects.toThrow('No COMMIT');
    expect(run.mock.calls).toEqual([['BEGIN IMMEDIATE'], ['SAVEPOINT member'], ['COMMIT'], ['ROLLBACK']]);
  });

  it('gives a transaction its savepoint for no longer than it lasts', async () => {
    const run = jest.fn((_sql: string) => 1);
    const connection = { run } as unknown as SqliteConnection;
    const caution = new Caution();
    caution.arise();
    const batch = new SqliteBatch(connection, caution, () => undefined);
    for (const statement of ['ONE', 'TWO', 'THREE']) {
      batch.enter();
      batch.run(statement, []);
      batch.keep();
    }
    batch.end();
    await batch.ended;
    const apart = (statement: string) => ['SAVEPOINT member', statement, 'RELEASE member'];
    expect(run.mock.calls.map(([sql]) => sql)).toEqual(['ONE', ...apart('TWO'), ...apart('THREE'), 'COMMIT']);
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
