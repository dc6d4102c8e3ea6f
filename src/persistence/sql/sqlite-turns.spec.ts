import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { DEFAULT_LIMITS } from '../limits';
import type { SqlStatement, SqlTransaction } from './sql-database';
import { SqliteConnection } from './sqlite-connection';
import { SqliteDatabase } from './sqlite-database';
import { SqliteFiles } from './sqlite-files';

const inserted = (id: string): SqlStatement => ({ sql: 'INSERT INTO thing VALUES (?)', values: [id] });

/** @param transaction one that has begun */
type Work = (database: SqliteDatabase, transaction: SqlTransaction) => Promise<unknown>;

const READ = 'SELECT id FROM thing';

/** With the numbers of statements after which others get a turn. */
const CASES: readonly (readonly [name: string, after: readonly number[], work: Work])[] = [
  ['a read', [1], (database) => database.rows(READ, [])],
  ['a read in a transaction', [1], (_, transaction) => transaction.rows(READ, [])],
  ['statements sent together', [1, 2], (_, transaction) => transaction.runAll([inserted('a'), inserted('b')])],
  ['the last statements of a transaction', [1], (_, transaction) => transaction.commit([inserted('a'), inserted('b')])],
];

describe('while and after statements of SQLite', () => {
  let folder: string;
  let writer: SqliteConnection;
  let reader: SqliteConnection;
  let database: SqliteDatabase;
  let clock: jest.SpyInstance | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-turns-'));
    const file = join(folder, 'test.db');
    const other = new Libsql(file);
    other.pragma('journal_mode = WAL');
    other.exec('CREATE TABLE thing (id TEXT PRIMARY KEY)');
    other.close();
    writer = SqliteConnection.open(file);
    reader = SqliteConnection.open(file);
    database = new SqliteDatabase(writer, reader, DEFAULT_LIMITS, new SqliteFiles(file));
  });

  afterEach(async () => {
    clock?.mockRestore();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  /** How many statements had been executed whenever others got a turn. @param ms between two looks at the clock */
  const turnsDuring = async (work: Work, ms: number): Promise<readonly number[]> => {
    const transaction = await database.begin();
    await transaction.rows(READ, []);
    const turns: number[] = [];
    let [executed, isDone] = [0, false];
    for (const connection of [writer, reader]) {
      for (const method of ['run', 'rows'] as const) {
        const original = connection[method].bind(connection) as (...args: unknown[]) => never;
        jest.spyOn(connection, method).mockImplementation((sql: string, ...rest: unknown[]) => {
          if (/^(?:SELECT|INSERT)/.test(sql)) executed += 1;
          return original(sql, ...rest);
        });
      }
    }
    const turn = (): void => {
      if (isDone) return;
      turns.push(executed);
      setImmediate(turn);
    };
    setImmediate(turn);
    let now = 0;
    clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += ms));
    await work(database, transaction);
    isDone = true;
    clock.mockRestore();
    await transaction.rollback();
    return turns;
  };

  it.each(CASES)('others get a turn when they take long: %s', async (_, after, work) => {
    expect(await turnsDuring(work, 1_000)).toEqual(expect.arrayContaining([...after]));
  });

  it.each(CASES)('others get none when they do not: %s', async (_, after, work) => {
    const turns = await turnsDuring(work, 0);
    expect(turns.filter((executed) => after.includes(executed))).toEqual([]);
  });
});
