import { randomUUID } from 'node:crypto';
import { cursorAfter, PAGE_BYTES, type ResourceStore, type SearchClause } from '../../src/fhir';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import { databases, type TestDatabase } from '../support/databases';
import { byIdentifier, entriesChange, identifierEntry } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

const TYPE = 'Organization';
const TOKEN = { system: '', value: 'shared' };
const TAGGED = entriesChange([identifierEntry(TOKEN)]);
const BY_IDENTIFIER: readonly SearchClause[] = [byIdentifier(TOKEN)];

describe.each(databases)('the statements for a page, on $name', ({ createMigrated }) => {
  let created: TestDatabase;
  let database: SqlDatabase;
  let close: () => Promise<void>;
  /** Nothing happens between its statements. */
  let store: ResourceStore;
  beforeAll(async () => {
    created = await createMigrated();
    ({ database, store, close } = await openSqlStore({ url: created.url }));
  });
  afterAll(async () => {
    await close();
    await created.drop();
  });

  /** A store in which something happens after each statement of a read. */
  const disturbed = (between: (rows: readonly unknown[][]) => Promise<unknown>): ResourceStore =>
    new SqlResourceStore({
      isSqlite: database.isSqlite,
      rows: async (sql, values) => {
        const rows = await database.rows(sql, values);
        await between(rows as unknown[][]);
        return rows;
      },
      begin: () => database.begin(),
      check: () => database.check(),
      load: () => database.load(),
      close: () => database.close(),
    });

  describe('a total is consistent with its page, whatever is written between the statements:', () => {
    it.each([
      ['the first page', undefined, 3],
      ['a page after it', '3', 3],
      ['a page after the last', '1', 3],
    ])('%s of a history', async (_, cursor, total) => {
      const id = randomUUID();
      for (const version of [1, 2, 3]) await write(store, versionOf(id, version));
      let version = 3;
      const page = await disturbed(() => write(store, versionOf(id, ++version))).history({
        type: TYPE,
        id,
        count: 2,
        bytes: PAGE_BYTES,
        ...(cursor && { cursor }),
      });
      expect(page.total).toBe(total);
    });

    it.each<[string, readonly SearchClause[], string | undefined]>([
      ['everything, the first page', [], undefined],
      ['everything, a page after it', [], 'b'],
      ['everything, a page after the last', [], 'c'],
      ['an identifier, the first page', BY_IDENTIFIER, undefined],
      ['an identifier, a page after it', BY_IDENTIFIER, 'b'],
      ['an identifier, a page after the last', BY_IDENTIFIER, 'c'],
    ])('a search for %s', async (_, clauses, after) => {
      const type = `T${randomUUID()}`;
      for (const id of ['a', 'b', 'c']) await write(store, versionOf(id, 1, { type }), TAGGED);
      const come = () => write(store, versionOf(`d-${randomUUID()}`, 1, { type }), TAGGED);
      const page = await disturbed(come).search({
        type,
        clauses,
        count: 2,
        bytes: PAGE_BYTES,
        ...(after && { after: cursorAfter(after) }),
      });
      expect([page.total, page.next !== undefined]).toEqual([3, after === undefined]);
    });
  });

  it.each([
    ['history', (under: ResourceStore, id: string) => under.history({ type: TYPE, id, count: 50, bytes: 250_000 })],
    [
      'a search',
      (under: ResourceStore, id: string) => under.search({ type: id, clauses: [], count: 50, bytes: 250_000 }),
    ],
  ])('a page of %s reads no more than it contains', async (_, ask) => {
    const id = randomUUID();
    const json = `"${'x'.repeat(99_998)}"`;
    for (let n = 1; n <= 5; n += 1) {
      await write(store, versionOf(id, n, { json }));
      await write(store, versionOf(`${n}`, 1, { json, type: id }));
    }
    let handed = 0;
    const page = await ask(
      disturbed(async (rows) => void (handed += lengthsOf(rows))),
      id,
    );
    expect(page).toMatchObject({ versions: { length: 2 }, total: 5 });
    expect(handed).toBeGreaterThanOrEqual(2 * json.length);
    expect(handed).toBeLessThan(2 * json.length + 1_000);
  });

  it('a page with little of what was read does not keep the rest in memory', async () => {
    const type = `T${randomUUID()}`;
    const json = `"${'x'.repeat(29_998)}"`;
    for (let n = 1; n <= 6; n += 1) await write(store, versionOf(`${n}`, 1, { json, type }));
    const { versions } = await store.search({ type, clauses: [], count: 5, bytes: 50_000 });
    expect(versions).toHaveLength(1);
    // Before the text is decoded.
    const { utf8 } = versions[0]!;
    if (database.isSqlite) expect(utf8!.buffer.byteLength).toBeLessThan(2 * json.length);
  });

  it.each([
    ['too great', 'bytes + 1'],
    ['too small', 'bytes - 1'],
    ['nothing', '0'],
  ])('bodies are whole even where a stored length is wrong: %s', async (_, wrong) => {
    const type = `T${randomUUID()}`;
    const ids = ['a', 'b', 'c'];
    const written = await Promise.all(ids.map((id) => write(store, versionOf(id, 1, { type, json: `"é${id}"` }))));
    const transaction = await database.begin();
    await transaction.run(`UPDATE fhir_resource SET bytes = ${wrong} WHERE type = ? AND id = ?`, [type, 'b']);
    await transaction.commit();
    const sort = [{ code: '_id', of: 'id', descending: false }] as const;
    const pages = [
      await store.search({ type, clauses: [], count: 9, bytes: PAGE_BYTES }),
      await store.search({ type, clauses: [], sort, count: 9, bytes: PAGE_BYTES }),
      { versions: await store.readEach!(ids.map((id) => ({ type, id }))) },
    ];
    for (const { versions } of pages)
      expect(versions.map(({ id, json }) => [id, json]).toSorted()).toEqual(written.map(({ id, json }) => [id, json]));
  });

  describe('bodies of any lengths', () => {
    const LENGTHS = [30_000, 2_000, 29_000, 31_000, 4_000, 900_000, 6_000, 10_000, 200_000, 8_000];
    const type = `T${randomUUID()}`;
    const plain = (): ResourceStore => new SqlResourceStore(withoutRowByRow(database));
    beforeAll(async () => {
      for (const [n, length] of LENGTHS.entries())
        await write(store, versionOf(`${n}`, 1, { json: `"${'x'.repeat(length - 2)}"`, type }), TAGGED);
      for (const [n, length] of LENGTHS.entries())
        await write(store, versionOf(type, n + 1, { json: `"${'x'.repeat(length - 2)}"` }));
    });

    const asks: readonly [string, (from: ResourceStore, limits: { count: number; bytes: number }, at?: string) => Promise<object>][] = [
      ['all', (from, limits, at) => from.search({ type, clauses: [], ...limits, ...(at && { after: at }) })],
      ['backwards', (from, limits) => from.search({ type, clauses: [], ...limits, before: cursorAfter('7') })],
      ['found', (from, limits, at) => from.search({ type, clauses: BY_IDENTIFIER, ...limits, ...(at && { after: at }) })],
      ['a history', (from, limits) => from.history({ type: TYPE, id: type, ...limits })],
    ]; // prettier-ignore

    it.each(asks)('give the same page whether they are read at once or not: %s', async (_, ask) => {
      for (const count of [1, 2, 3, 5, 10, 50]) {
        for (const bytes of [1, 5_000, 32_000, 40_000, 61_000, 100_000, 940_000, PAGE_BYTES]) {
          for (const at of [undefined, cursorAfter('2')]) {
            const page = await ask(store, { count, bytes }, at);
            expect({ count, bytes, at, page }).toEqual({ count, bytes, at, page: await ask(plain(), { count, bytes }, at) });
          }
        }
      }
    }); // prettier-ignore

    it('are handed over at most four times as long as a page may be', async () => {
      let handed = 0;
      const from = disturbed(async (rows) => {
        handed += lengthsOf(rows);
      });
      // Each body may be read ahead, and only the first ones fit.
      const page = await from.search({ type, clauses: [], count: 9, bytes: 90_000 });
      expect(page.versions).toHaveLength(3);
      expect(handed).toBeGreaterThanOrEqual(61_000);
      expect(handed).toBeLessThan(4 * 90_000 + 1_000);
    });
  });

  describe('a few alternatives', () => {
    const type = `T${randomUUID()}`;
    const code = 'specialty';
    const entry = (value: string, record?: number) =>
      ({ kind: 'token', code, system: 's', value, ...(record !== undefined && { record }) }) as const;
    const clause = (...values: string[]): SearchClause => ({
      kind: 'token',
      code,
      values: values.map((value) => ({ system: 's', value })),
    });
    /** Even ids have `even`, every third one `third`, and both are on the same resources now and then. */
    const expected = Array.from({ length: 30 }, (_, n) => String(n).padStart(2, '0')).filter(
      (_, n) => n % 2 === 0 || n % 3 === 0,
    );
    beforeAll(async () => {
      for (let n = 0; n < 30; n += 1) {
        const entries = [
          ...(n % 2 === 0 ? [entry('even')] : []),
          ...(n % 3 === 0 ? [entry('third')] : []),
          entry('other'),
        ];
        await write(store, versionOf(String(n).padStart(2, '0'), 1, { type }), entriesChange(entries));
      }
    });

    it('find each resource once, in order, with its total, forwards and backwards', async () => {
      const request = { type, clauses: [clause('even', 'third', 'even', 'nobody')], count: 7, bytes: PAGE_BYTES };
      const seen: string[] = [];
      let after: string | undefined;
      let before: string | undefined;
      do {
        const page = await store.search({ ...request, ...(after !== undefined && { after }) });
        expect(page.total).toBe(expected.length);
        seen.push(...page.versions.map(({ id }) => id));
        [after, before] = [page.next, page.previous];
      } while (after !== undefined);
      expect(seen).toEqual(expected);
      const back = await store.search({ ...request, before: before! });
      expect(back.versions.map(({ id }) => id)).toEqual(expected.slice(-7 - (expected.length % 7), -(expected.length % 7)));
    }); // prettier-ignore

    it('are looked up one by one, without reading all that they find', async () => {
      const statements: string[] = [];
      const from = new SqlResourceStore({
        isSqlite: database.isSqlite,
        rows: (sql, values) => {
          statements.push(sql);
          return database.rows(sql, values);
        },
        begin: () => database.begin(),
        check: () => database.check(),
        load: () => database.load(),
        close: () => database.close(),
      });
      const page = await from.search({ type, clauses: [clause('even', 'third')], count: 2, bytes: PAGE_BYTES, countUpTo: 5 });
      expect(page).toMatchObject({ total: 5, hasMore: true, versions: [{ id: '00' }, { id: '02' }] });
      // Nothing is counted to make a plan.
      expect(statements).toHaveLength(1);
      expect(statements[0]!.match(/LIMIT \?\) v\d/g)).toHaveLength(2);
    }); // prettier-ignore
  });
});

/** Of texts and bytes. */
function lengthsOf(rows: readonly unknown[][]): number {
  const lengths = rows
    .flat()
    .map((value) => (typeof value === 'string' || value instanceof Uint8Array ? value.length : 0));
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** The same database, for which statements are written as for one that reads whole rows. */
function withoutRowByRow(database: SqlDatabase): SqlDatabase {
  return {
    isSqlite: false,
    rows: (sql, values) => database.rows(sql, values),
    begin: () => database.begin(),
    check: () => database.check(),
    load: () => database.load(),
    close: () => database.close(),
  };
}
