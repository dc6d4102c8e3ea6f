import { randomUUID } from 'node:crypto';
import { cursorAfter, PAGE_BYTES, type ResourceStore, type SearchClause } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { openSqlDatabase } from '../../src/persistence/sql/open-sql-database';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import { databases, type TestDatabase } from '../support/databases';
import { byIdentifier, entriesChange, identifierEntry } from './entries';
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
    const options = { url: created.url, migrationsRun: true };
    const dataSource = await openDataSource(dataSourceOptions(options));
    database = openSqlDatabase(options, dataSource);
    store = new SqlResourceStore(database);
    close = () => database.close().then(() => dataSource.destroy());
  });
  afterAll(async () => {
    await close();
    await created.drop();
  });

  /** A store in which something happens after each statement of a read. */
  const disturbed = (between: (rows: readonly unknown[][]) => Promise<unknown>): ResourceStore =>
    new SqlResourceStore({
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
    const lengths = (rows: readonly unknown[][]) =>
      rows.flat().reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
    const page = await ask(
      disturbed(async (rows) => void (handed += lengths(rows))),
      id,
    );
    expect(page).toMatchObject({ versions: { length: 2 }, total: 5 });
    expect(handed).toBeGreaterThanOrEqual(2 * json.length);
    expect(handed).toBeLessThan(2 * json.length + 1_000);
  });
});
