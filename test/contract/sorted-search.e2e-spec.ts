import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import {
  foldText,
  MOST_SORT_STEPS,
  PAGE_BYTES,
  type IndexEntry,
  type ResourceStore,
  type SearchClause,
  type SearchPage,
  type SearchSort,
} from '../../src/fhir';
import { MemoryResourceStore } from '../../src/persistence';
import { databases } from '../support/databases';
import { entriesChange } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

const RESOURCES = 60;
const QUERIES = 90;
const SEED = 20261129;
const TYPE = `T${randomUUID()}`;

const code = fc.constantFrom('a', 'b');
const text = fc.constantFrom('x', 'X', 'é', 'e', 'x y', 'xy', 'œuvre', 'ab', 'abc', 'x\u{1f3e5}', 'x\uffee', '', 'x'.repeat(41)); // prettier-ignore
const day = fc.integer({ min: -2, max: 2 });
const entry: fc.Arbitrary<IndexEntry> = fc.oneof(
  fc.record({ kind: fc.constant('token' as const), code, system: fc.constantFrom('', 's'), value: text }),
  fc.record({ code, text }).map((each) => ({ kind: 'string' as const, ...each, folded: foldText(each.text) })),
  fc.record({
    kind: fc.constant('reference' as const),
    code,
    type: fc.constantFrom('B', 'A'),
    id: fc.constantFrom('1', '2', 'a'),
  }),
  // Some of the targets exist and some do not.
  fc.record({
    kind: fc.constant('reference' as const),
    code,
    type: fc.constant(TYPE),
    id: fc.nat(RESOURCES + 9).map((n) => `r${n}`),
    record: fc.nat(1),
  }),
  fc.record({ code, one: day, other: day }).map(({ code: each, one, other }) => {
    return { kind: 'date' as const, code: each, low: Math.min(one, other), high: Math.max(one, other) };
  }),
  fc.record({ code, low: fc.constantFrom(-1.5, 0, 0.1, 7), unit: fc.constantFrom('', 'a', 'b') }).map((each) => {
    return { kind: 'quantity' as const, ...each, high: each.low, system: '' };
  }),
  fc.record({ kind: fc.constant('uri' as const), code, uri: fc.constantFrom('urn:a', 'urn:A', 'http://é') }),
);

const of = fc.constantFrom(...(['token', 'string', 'reference', 'date', 'quantity', 'uri'] as const));
const own: fc.Arbitrary<SearchSort> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ code, of, descending: fc.boolean() }) },
  fc.record({ code: fc.constant('_lastUpdated'), of: fc.constant('lastUpdated' as const), descending: fc.boolean() }),
  fc.record({ code: fc.constant('_id'), of: fc.constant('id' as const), descending: fc.boolean() }),
);
const steps = fc.array(fc.record({ code, type: fc.constant(TYPE) }), { minLength: 1, maxLength: MOST_SORT_STEPS });
const sort: fc.Arbitrary<SearchSort> = fc.oneof(
  { weight: 2, arbitrary: own },
  { weight: 1, arbitrary: fc.tuple(own, steps).map(([key, over]) => ({ ...key, over })) },
);
const clauses: fc.Arbitrary<SearchClause[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<SearchClause[]>([]) },
  fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('token' as const),
        code,
        values: fc.record({ value: text }).map((value) => [value]),
      }),
      fc.constant({ kind: 'id' as const, ids: Array.from({ length: 30 }, (_, n) => `r${n}`) }),
    ),
    { minLength: 1, maxLength: 2 },
  ),
);
const query = fc.record({
  clauses,
  sort: fc.array(sort, { minLength: 1, maxLength: 3 }),
  count: fc.integer({ min: 4, max: 25 }),
});

/** Walks all pages from the first to the last and back. */
async function walk(store: ResourceStore, request: Parameters<ResourceStore['search']>[0]): Promise<string[][]> {
  const pages: string[][] = [];
  const idsOf = ({ versions }: SearchPage) => versions.map(({ id }) => id);
  let page = await store.search(request);
  pages.push(idsOf(page));
  while (page.next !== undefined) {
    page = await store.search({ ...request, after: page.next });
    pages.push(idsOf(page));
  }
  while (page.previous !== undefined) {
    page = await store.search({ ...request, before: page.previous });
    pages.push(idsOf(page));
  }
  return pages;
}

describe.each(databases)('$name and the naive store', ({ createMigrated }) => {
  let database: Awaited<ReturnType<typeof createMigrated>>;
  let opened: Awaited<ReturnType<typeof openSqlStore>>;
  const naive = new MemoryResourceStore();
  beforeAll(async () => {
    database = await createMigrated();
    opened = await openSqlStore({ url: database.url });
    const index = fc.sample(fc.array(entry, { maxLength: 9 }), { numRuns: RESOURCES, seed: SEED });
    for (const [n, entries] of index.entries()) {
      const version = versionOf(`r${n}`, 1, { type: TYPE, lastUpdated: new Date((n % 7) - 3) });
      for (const each of [opened.store, naive]) await write(each, version, entriesChange(entries));
    }
  });
  afterAll(async () => {
    await opened.close();
    await database.drop();
  });

  it('put the same in the same order, page by page, there and back', async () => {
    for (const each of fc.sample(query, { numRuns: QUERIES, seed: SEED })) {
      const request = { ...each, type: TYPE, bytes: PAGE_BYTES };
      const expected = await walk(naive, request);
      expect({ each, pages: await walk(opened.store, request) }).toEqual({ each, pages: expected });
      const forth = expected.slice(0, Math.ceil(expected.length / 2)).flat();
      expect(new Set(forth).size).toBe(forth.length);
    }
  });
});
