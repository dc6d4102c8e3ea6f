import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import {
  comparePositions,
  foldText,
  PAGE_BYTES,
  positionOf,
  type IndexEntry,
  type RequestContext,
  type ResourceStore,
  type SearchSort,
  type StoredVersion,
} from '../../src/fhir';
import {
  upToId,
  walkSearches,
  type WalkedType,
  type WalkPage,
  type WalkRequest,
} from '../../src/fhir/service/search-walk';
import { MemoryResourceStore } from '../../src/persistence';
import { databases } from '../support/databases';
import { entriesChange } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

const SEED = 20261129;
const ORDERS = 24;
const RESOURCES = 14;
const context = {} as RequestContext;

const code = fc.constantFrom('a', 'b');
const text = fc.constantFrom('x', 'X', 'é', 'xy', 'ab', 'abc', 'x\u{1f3e5}', 'x\uffee', 'x'.repeat(41));
const entry: fc.Arbitrary<IndexEntry> = fc.oneof(
  fc.record({ kind: fc.constant('token' as const), code, system: fc.constantFrom('', 's'), value: text }),
  fc.record({ code, text }).map((each) => ({ kind: 'string' as const, ...each, folded: foldText(each.text) })),
  fc.record({ code, low: fc.integer({ min: -2, max: 2 }) }).map(({ code: of, low }) => {
    return { kind: 'date' as const, code: of, low, high: low + 1 };
  }),
);
const key: fc.Arbitrary<SearchSort> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ code, of: fc.constantFrom('token' as const, 'string' as const, 'date' as const), descending: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ code: fc.constant('_lastUpdated'), of: fc.constant('lastUpdated' as const), descending: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ code: fc.constant('_id'), of: fc.constant('id' as const), descending: fc.boolean() }) },
); // prettier-ignore
/** @param among whether there are several stores, which may sort tokens differently */
const ordersOf = (among: boolean) =>
  fc.record({
    sort: fc.array(among ? key.filter(({ of }) => of !== 'token') : key, { maxLength: 3 }),
    count: fc.integer({ min: 1, max: 16 }),
    isFew: fc.boolean(),
  });

interface Known {
  readonly type: string;
  readonly entries: readonly IndexEntry[];
  readonly version: StoredVersion;
}

interface Walked {
  readonly forth: readonly WalkPage[];
  /** The pages before the last one, in reverse order. */
  readonly back: readonly WalkPage[];
}

/** Reads every page up to the last, and then back to the first. */
async function walk(
  types: readonly WalkedType[],
  request: Omit<WalkRequest, 'border'>,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Walked> {
  const forth = [await walkSearches(types, context, request)];
  for (let { next } = forth[0]!; next; next = forth.at(-1)!.next) {
    await between();
    forth.push(await walkSearches(types, context, { ...request, border: { side: 'after', place: next } }));
  }
  const back: WalkPage[] = [];
  for (let { previous } = forth.at(-1)!; previous; previous = back.at(-1)!.previous) {
    await between();
    back.push(await walkSearches(types, context, { ...request, border: { side: 'before', place: previous } }));
  }
  return { forth, back };
}

const nameOf = ({ type, id }: Pick<StoredVersion, 'type' | 'id'>): string => `${type}/${id}`;
const namesOf = ({ versions }: WalkPage): string[] => versions.map(nameOf);

const kinds = [
  ...databases.map(({ name, createMigrated }) => ({
    name,
    open: async () => {
      const database = await createMigrated();
      const { store, close } = await openSqlStore({ url: database.url });
      return { stores: [store], close: async () => { await close(); await database.drop(); } };
    },
  })),
  { name: 'memory', open: async () => ({ stores: [new MemoryResourceStore()], close: async () => undefined }) },
  {
    name: 'memory and SQLite together',
    open: async () => {
      const { store, close } = await openSqlStore({ url: 'sqlite::memory:' });
      return { stores: [new MemoryResourceStore(), store], close };
    },
  },
]; // prettier-ignore

describe.each(kinds)('a walk through several types, on $name', ({ open }) => {
  let stores: readonly ResourceStore[];
  let close: () => Promise<unknown>;
  beforeAll(async () => {
    ({ stores, close } = await open());
  });
  afterAll(() => close());

  const storeOf = (rank: number): ResourceStore => stores[rank % stores.length]!;
  const newTypes = (): string[] => ['A', 'B', 'C'].map((letter) => `${letter}${randomUUID()}`);
  const walked = (types: readonly string[], clauses: WalkedType['clauses'] = []): WalkedType[] =>
    types.map((type, rank) => ({
      service: { type, search: (_, request) => storeOf(rank).search({ bytes: PAGE_BYTES, ...request, type }) },
      clauses,
      isPlaced: true,
    }));

  async function fill(types: readonly string[], seed: number): Promise<Known[]> {
    const known: Known[] = [];
    const index = fc.sample(fc.array(entry, { maxLength: 6 }), { numRuns: RESOURCES * types.length, seed });
    for (const [n, entries] of index.entries()) {
      const rank = n % types.length;
      const type = types[rank]!;
      const id = `r${Math.floor(n / types.length)}`;
      const version = versionOf(id, 1, { type, lastUpdated: new Date((n % 5) - 2) });
      await write(storeOf(rank), version, entriesChange(entries));
      known.push({ type, entries, version });
    }
    return known;
  }

  function inOrder(types: readonly string[], known: readonly Known[], asked: readonly SearchSort[]): string[] {
    const sort = upToId(asked);
    const placed = known.map(({ type, entries, version }) => {
      const { id, lastUpdated } = version;
      return { rank: types.indexOf(type), name: nameOf(version), place: positionOf(sort, { id, lastUpdated: lastUpdated.getTime(), entries }) };
    });
    const ofKeys = (place: (typeof placed)[number]['place']) => ({ ...place, id: '' });
    placed.sort((one, other) => {
      const byKeys = comparePositions(sort, ofKeys(one.place), ofKeys(other.place));
      return byKeys || one.rank - other.rank || comparePositions(sort, one.place, other.place);
    });
    return placed.map(({ name }) => name);
  } // prettier-ignore

  it('comes in one order, page by page, there and back', async () => {
    const types = newTypes();
    const known = await fill(types, SEED);
    const ids = Array.from({ length: RESOURCES }, (_, n) => `r${n}`);
    for (const { sort, count, isFew } of fc.sample(ordersOf(stores.length > 1), { numRuns: ORDERS, seed: SEED })) {
      const { forth, back } = await walk(walked(types, isFew ? [{ kind: 'id', ids }] : []), { sort, count });
      const all = inOrder(types, known, sort);
      expect({ sort, found: forth.flatMap(namesOf) }).toEqual({ sort, found: all });
      expect(forth.map(({ versions }) => versions.length)).toEqual(forth.map((_, n) => Math.min(count, all.length - n * count)));
      expect({ sort, pages: back.toReversed().map(namesOf) }).toEqual({ sort, pages: forth.slice(0, -1).map(namesOf) });
      const [first] = back.slice(-1);
      if (first) expect(first.next).toEqual(forth[0]!.next);
    }
  }); // prettier-ignore

  it('neither repeats nor loses what stays, whatever is written meanwhile, in either direction', async () => {
    for (const [n, { sort, count }] of fc.sample(ordersOf(stores.length > 1), { numRuns: ORDERS, seed: SEED + 1 }).entries()) {
      const types = newTypes();
      const known = await fill(types, SEED + n);
      const [passing, staying] = [known.slice(0, 9), known.slice(9)];
      let step = 0;
      const entriesOf = fc.sample(fc.array(entry, { maxLength: 4 }), { numRuns: 200, seed: n });
      const { forth, back } = await walk(walked(types), { sort, count: Math.max(2, count) }, async () => {
        const rank = step % types.length;
        const type = types[rank]!;
        const entries = entriesOf[step % entriesOf.length]!;
        // One resource is created, and one is moved or deleted.
        if (step < 12) await write(storeOf(rank), versionOf(`n${step}`, 1, { type }), entriesChange(entries));
        const moved = passing[step];
        if (moved) {
          const of = types.indexOf(moved.type);
          const gone = step % 2 === 0 && { interaction: 'delete' as const, json: null };
          const version = versionOf(moved.version.id, 2, { type: moved.type, lastUpdated: new Date(step - 4), ...gone });
          await write(storeOf(of), version, entriesChange(gone ? [] : entries, moved.entries));
        }
        step += 1;
      });
      const expected = inOrder(types, staying, sort);
      const isStaying = (name: string): boolean => expected.includes(name);
      expect({ sort, seen: forth.flatMap(namesOf).filter(isStaying) }).toEqual({ sort, seen: expected });
      const seenBack = [forth.at(-1)!, ...back].toReversed().flatMap(namesOf);
      expect({ sort, seen: seenBack.filter(isStaying) }).toEqual({ sort, seen: expected });
    }
  }); // prettier-ignore

  it.each([[[]], [[{ code: '_lastUpdated', of: 'lastUpdated', descending: true }]]] satisfies [SearchSort[]][])(
    'has pages of no more bytes than those of one type (%j)',
    async (sort) => {
      const types = newTypes();
      const json = `"${'x'.repeat(PAGE_BYTES / 3 - 1_000)}"`;
      for (const [rank, type] of types.entries()) {
        for (const id of ['1', '2', '3', '4']) await write(storeOf(rank), versionOf(id, 1, { type, json }));
      }
      const { forth, back } = await walk(walked(types), { sort, count: 100 });
      expect(forth.map(({ versions }) => versions.length)).toEqual([3, 3, 3, 3]);
      expect(new Set(forth.flatMap(namesOf)).size).toBe(12);
      expect(back.toReversed().map(namesOf)).toEqual(forth.slice(0, -1).map(namesOf));
    },
  );
});
