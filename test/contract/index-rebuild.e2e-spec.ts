import { indexChange, type IndexFault, type JsonObject, type RebuiltPage, type ResourceStore } from '../../src/fhir';
import { plainType } from '../../src/fhir/search';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { openSqlDatabase } from '../../src/persistence/sql/open-sql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';
import { databases, type TestDatabase } from '../support/databases';
import { versionOf, write } from './resource-store.contract';

const TYPE = 'Organization';
/** Where the last page ends: behind every id. */
const END = '~';
const { indexed } = plainType(TYPE);
const codes = indexed.flatMap((parameter) => parameter.codes);
const entriesOf = (json: string) =>
  indexed.flatMap((parameter) => parameter.entries(JSON.parse(json) as JsonObject, undefined));

/** The same object with another method in place of one of its own. */
function instead<T extends object, K extends keyof T>(whole: T, name: K, method: T[K]): T {
  return new Proxy(whole, {
    get: (target, asked) => {
      if (asked === name) return method;
      const member: unknown = Reflect.get(target, asked);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

describe.each(databases)('the rebuild of an index on $name', ({ name: engine, createDatabase }) => {
  let database: TestDatabase;
  let store: ResourceStore;
  let watched: ResourceStore;
  let query: (sql: string) => Promise<unknown>;
  let close: () => Promise<void>;
  /** Transactions of `watched`, and what happens just before the next one, or just before its first change of rows. */
  let transactions: number;
  let before: (() => Promise<unknown>) | undefined;
  let changing: (() => Promise<unknown>) | undefined;

  beforeEach(async () => {
    database = await createDatabase();
    const options = { url: database.url };
    const dataSource = await openDataSource(dataSourceOptions({ migrationsRun: true, ...options }));
    const opened = openSqlDatabase(options, dataSource);
    store = new SqlResourceStore(opened);
    const begin: SqlDatabase['begin'] = async () => {
      transactions += 1;
      const [first, then] = [before, changing];
      [before, changing] = [undefined, undefined];
      await first?.();
      const transaction = await opened.begin();
      let rounds = 0;
      return instead(transaction, 'runAll', async (statements) => {
        // The first statements are its locks.
        if ((rounds += 1) === 2) await then?.();
        await transaction.runAll(statements);
      });
    };
    watched = new SqlResourceStore(instead(opened, 'begin', begin));
    [transactions, before, changing] = [0, undefined, undefined];
    query = (sql) => dataSource.query(sql);
    close = async () => {
      await opened.close();
      await dataSource.destroy();
    };
  });
  afterEach(async () => {
    await close();
    await database.drop();
  });

  const body = (id: string, value = `value ${id}`, name = id): JsonObject => ({
    resourceType: TYPE,
    id,
    name,
    identifier: [{ value }],
  });
  const create = (id: string, name?: string) => {
    const resource = body(id, undefined, name);
    return write(store, versionOf(id, 1, { json: JSON.stringify(resource) }), indexChange(undefined, resource));
  };
  const change = (id: string, value: string) => {
    const [before, after] = [body(id), body(id, value)];
    return write(store, versionOf(id, 2, { json: JSON.stringify(after) }), indexChange(before, after));
  };
  const remove = (id: string) =>
    write(store, versionOf(id, 2, { interaction: 'delete', json: null }), indexChange(body(id), undefined));

  async function rebuilt(): Promise<RebuiltPage[]> {
    const pages: RebuiltPage[] = [];
    for await (const page of watched.index!.rebuild(TYPE, codes, entriesOf, '')) pages.push(page);
    return pages;
  }

  async function faults(): Promise<IndexFault[]> {
    const expected = (json: string) => ({ entries: entriesOf(json), references: [] });
    const found: IndexFault[] = [];
    for await (const page of store.index!.verify(TYPE, codes, expected, false)) found.push(...page.faults);
    return found;
  }

  it('begins no transaction where all entries are right', async () => {
    for (const id of ['a', 'b', 'c']) await create(id);
    await rebuilt();
    transactions = 0;
    expect(await rebuilt()).toEqual([{ count: 3, last: END }]);
    expect(transactions).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('writes what is missing, wrong, superfluous or of parameters that are gone, all of a page in one transaction', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await create(id);
    await rebuilt();
    await query("DELETE FROM fhir_search_token WHERE id = 'a' AND code = 'identifier'");
    await query("UPDATE fhir_search_token SET value_hash = token_hash WHERE id = 'b' AND code = 'identifier'");
    await query(
      `INSERT INTO fhir_search_uri (type, code, id, uri) VALUES ('${TYPE}', '${codes[0]}', 'c', 'urn:x'), ('${TYPE}', '${codes[0]}', 'nobody', 'urn:x'), ('${TYPE}', 'gone', 'd', 'urn:x')`,
    );
    transactions = 0;
    expect(await rebuilt()).toEqual([{ count: 4, last: END }]);
    expect(transactions).toBe(1);
    expect(await faults()).toEqual([]);
    expect(await query("SELECT id FROM fhir_search_uri WHERE code = 'gone'")).toEqual([]);
  });

  it('goes on after a page of deleted resources alone', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => `a${String(n).padStart(3, '0')}`);
    for (const id of ids) {
      await create(id);
      await remove(id);
    }
    await create('b');
    await query("DELETE FROM fhir_search_token WHERE id = 'b'");
    expect(await rebuilt()).toEqual([
      { count: 0, last: ids.at(-1) },
      { count: 1, last: END },
    ]);
    expect(await faults()).toEqual([]);
  });

  it('ends a page by its bytes too, and a single resource always fits', async () => {
    for (const id of ['a', 'b', 'c']) await create(id, `${id}${'x'.repeat(1_900_000)}`);
    await create('d', `d${'x'.repeat(4_500_000)}`);
    expect(await rebuilt()).toEqual([
      { count: 2, last: 'b' },
      { count: 1, last: 'c' },
      { count: 1, last: END },
    ]);
  });

  it.each([
    ['changed', () => change('b', 'other')],
    ['deleted', () => remove('b')],
    ['created', () => create('bb')],
  ])('keeps what another writer has meanwhile %s', async (_, write) => {
    for (const id of ['a', 'b', 'c']) await create(id);
    await rebuilt();
    await query("DELETE FROM fhir_search_token WHERE id IN ('a', 'b')");
    before = write;
    await rebuilt();
    expect(await faults()).toEqual([]);
  });

  // A transaction of SQLite keeps out all other writers.
  if (engine !== 'SQLite') {
    it('keeps what is created under an id that has rows, but had no resource to lock', async () => {
      for (const id of ['a', 'b', 'c']) await create(id);
      await rebuilt();
      for (const table of ['fhir_resource', 'fhir_resource_version'])
        await query(`DELETE FROM ${table} WHERE id = 'b'`);
      changing = () => create('b');
      await rebuilt();
      // The total is wrong by the row that was deleted here.
      expect((await faults()).filter(({ id }) => id !== '')).toEqual([]);
    });
  }
});
