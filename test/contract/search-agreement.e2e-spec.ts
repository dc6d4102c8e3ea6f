import fc from 'fast-check';
import {
  foldText,
  isAbsence,
  isOwnClause,
  labelOf,
  PAGE_BYTES,
  type EntryClause,
  type IndexEntry,
  type ResourceStore,
  type SearchClause,
  type SearchRequest,
  type SearchSort,
  type Unseen,
  unseenBy,
} from '../../src/fhir';
import { conditionsMet } from '../../src/fhir/service/conditions-met';
import { MemoryResourceStore } from '../../src/persistence';
import { databases, type TestDatabase } from '../support/databases';
import { entriesChange } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write, type OpenStore } from './resource-store.contract';

/** Resources of each type. */
const RESOURCES = 40;
const QUERIES = 1_000;
const QUESTIONS = 300;
const SEED = 20261128;

const code = fc.constantFrom('a', 'b');
const word = fc.constantFrom(
  'x',
  'X',
  'é',
  'e',
  'x y',
  '%',
  '_',
  "'",
  '\\',
  'xé',
  'hôpital',
  'œuvre',
  'ab',
  'abc',
  'x🏥',
);
const system = fc.constantFrom('', 's', 'S');
const day = fc.integer({ min: -5, max: 5 });
const number = fc.constantFrom(-1.5, 0, 0.1, 1, 2, 99.5, 100, 1e6);
/** Some of these ids belong to no resource. */
const id = fc.integer({ min: 0, max: RESOURCES + 5 }).map((n) => `r${n}`);
const TYPES = ['One', 'Other'] as const;
const type = fc.constantFrom(...TYPES);
const prefix = fc.constantFrom(...(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const));
const span = fc.tuple(day, day).map(([one, other]) => ({ low: Math.min(one, other), high: Math.max(one, other) }));
/** Mostly a single value: among many, one value can hide that another finds nothing. */
const some = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(arbitrary) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: 2, maxLength: 12 }) },
  );

/** Near the poles and the 180th meridian, and a few metres apart. */
const position = fc.record({
  latitude: fc.constantFrom(-90, -89.9, 0, 0.0001, 47.2122, 47.2301, 89.95, 90),
  longitude: fc.constantFrom(-180, -179.95, -1.6497, -1.5498, 0, 0.0001, 90, 179.9, 180),
});
const radius = fc.constantFrom(0, 8, 12, 20, 8_000, 20_000, 1_000_000, 10_007_543, 19_000_000, 30_000_000);
const record = fc.constantFrom(undefined, 1, 2);

/** Labels out of two bits, with and without entries that exist only for those from whom something is hidden. */
const ALL = 3;
const label = fc.constantFrom(
  undefined,
  undefined,
  labelOf(1, 0),
  labelOf(2, 0),
  labelOf(3, 0),
  labelOf(0, 1),
  labelOf(1, 2),
);
const unseen = fc.tuple(fc.nat(ALL), fc.nat(ALL)).map(([one, other]): Unseen => ({
  usual: unseenBy(0, ALL),
  byType: { One: unseenBy(one, ALL), ...(other > 0 && { Other: unseenBy(other, ALL) }) },
}));

const oneEntry: fc.Arbitrary<IndexEntry> = fc.oneof(
  fc.record({ kind: fc.constant('token' as const), code, system, value: word }),
  fc.record({ code, text: word }).map((each) => ({ kind: 'string' as const, ...each, folded: foldText(each.text) })),
  fc.record({ kind: fc.constant('reference' as const), code, type, id }),
  fc.record({ code, span }).map((each) => ({ kind: 'date' as const, code: each.code, ...each.span })),
  fc.record({ kind: fc.constant('quantity' as const), code, low: number, system, unit: word }).map((each) => ({ ...each, high: each.low })),
  fc.record({ kind: fc.constant('uri' as const), code, uri: fc.constantFrom('urn:a', 'urn:A', 'http://é') }),
  fc.record({ code, position }).map((each) => ({ kind: 'position' as const, code: each.code, ...each.position })),
  fc.record({ kind: fc.constant('words' as const), code, words: word.map(foldText) }),
); // prettier-ignore

const entry = fc.tuple(oneEntry, record, label).map(([each, at, mark]): IndexEntry => ({
  ...each,
  ...(at !== undefined && { record: at }),
  ...(mark !== undefined && { label: mark }),
}));

const ofEntries: fc.Arbitrary<EntryClause> = fc.oneof(
  fc.record({
    kind: fc.constant('token' as const),
    code,
    values: some(fc.oneof(fc.record({ value: word }), fc.record({ system, value: word }))),
    not: fc.boolean(),
  }),
  fc.record({ code, match: fc.constantFrom('starts' as const, 'contains' as const, 'equals' as const, 'exact' as const), texts: some(word) }).map((each) => ({
    kind: 'string' as const,
    code: each.code,
    match: each.match,
    values: each.match === 'exact' ? each.texts : each.texts.map(foldText),
  })),
  fc.record({ kind: fc.constant('reference' as const), code, values: some(fc.oneof(fc.record({ id }), fc.record({ type, id }))) }),
  fc.record({ code, values: some(fc.record({ prefix, span })) }).map((each) => ({
    kind: 'date' as const,
    code: each.code,
    values: each.values.map((value) => ({ prefix: value.prefix, ...value.span })),
  })),
  fc.record({
    kind: fc.constant('quantity' as const),
    code,
    values: some(
      fc
        .record({ prefix, value: number, unit: fc.option(fc.oneof(fc.record({ value: word }), fc.record({ system, value: word })), { nil: undefined }) })
        .map(({ unit, ...each }) => ({ ...each, low: each.value - 0.5, high: each.value + 0.5, ...(unit && { unit }) })),
    ),
  }),
  fc.record({ kind: fc.constant('uri' as const), code, values: some(fc.constantFrom('urn:a', 'urn:b', 'http://é', 'http://e', 'http:/')), below: fc.boolean() }),
  fc.record({ code, circles: some(fc.record({ position, radius })) }).map((each) => ({
    kind: 'position' as const,
    code: each.code,
    values: each.circles.map((circle) => ({ ...circle.position, radius: circle.radius })),
  })),
  fc.record({ kind: fc.constant('words' as const), code, values: some(word.map(foldText)) }),
  fc.record({
    kind: fc.constant('missing' as const),
    code,
    of: fc.constantFrom(...(['token', 'string', 'reference', 'date', 'quantity', 'uri', 'position', 'words'] as const)),
    missing: fc.boolean(),
  }),
); // prettier-ignore

/** Several clauses about the same record, at least one of which needs an entry. */
const together: fc.Arbitrary<SearchClause> = fc
  .tuple(
    ofEntries.filter((each) => !isAbsence(each)),
    fc.array(ofEntries, { minLength: 1, maxLength: 2 }),
    fc.boolean(),
  )
  .map(([first, others, isLast]) => ({ kind: 'together', clauses: isLast ? [...others, first] : [first, ...others] }));

const own: fc.Arbitrary<SearchClause> = fc.oneof(
  { weight: 9, arbitrary: ofEntries },
  { weight: 2, arbitrary: together },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('id' as const), ids: fc.array(fc.integer({ min: 0, max: RESOURCES }).map((n) => `r${n}`)) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lastUpdated' as const), values: some(fc.record({ prefix, span }).map((each) => ({ prefix: each.prefix, ...each.span }))) }) },
); // prettier-ignore

const compared = own.filter(
  (each) => ['token', 'string', 'reference', 'uri'].includes(each.kind) && !('not' in each && each.not),
);
const unlike = compared.map(
  (each) => ({ kind: 'unlike', code: (each as { code: string }).code, clause: each }) as SearchClause,
);

const few = <T>(arbitrary: fc.Arbitrary<T>, minLength = 0) => fc.array(arbitrary, { minLength, maxLength: 3 });

/** Trees of clauses: combinations and chains. */
const { clause } = fc.letrec<{ clause: SearchClause }>((tie) => ({
  clause: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: own },
    { weight: 1, arbitrary: unlike },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const, 'whole' as const),
        clauses: few(tie('clause')),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('not' as const), clause: tie('clause') }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('refersTo' as const, 'referredBy' as const),
        code,
        type,
        clauses: few(tie('clause')),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record(
        {
          kind: fc.constantFrom('above' as const, 'below' as const),
          code,
          clauses: few(tie('clause'), 1),
          through: few(tie('clause')),
        },
        { requiredKeys: ['kind', 'code', 'clauses'] },
      ),
    },
  ),
}));

/** Some resources of the types have other masks. A second condition is about the resource alone. */
const divided = fc
  .tuple(unseen, fc.nat(ALL), few(clause), fc.nat(ALL), few(clause))
  .map(([each, one, where, other, elsewhere]): Unseen => {
    const cases = (hidden: number, first: number, of: readonly SearchClause[], alone: readonly SearchClause[]) =>
      [{ labels: hidden & first, where: of }, { labels: hidden & ~first, where: alone }].filter(({ labels }) => labels !== 0);
    const hiddenIn = (name: string) => (each.byType[name] ?? 0) & ALL;
    return {
      ...each,
      except: {
        One: cases(hiddenIn('One'), one, where, elsewhere.filter(isOwnClause)),
        Other: cases(hiddenIn('Other'), other, elsewhere, where.filter(isOwnClause)),
      },
    };
  }); // prettier-ignore

const sort: fc.Arbitrary<readonly SearchSort[]> = fc.array(
  fc.record({
    code,
    of: fc.constantFrom('token' as const, 'string' as const, 'reference' as const, 'date' as const),
    descending: fc.boolean(),
    over: fc.option(fc.record({ code, type }).map((each) => [each]), { nil: undefined }),
  }).map(({ over, ...each }) => ({ ...each, ...(over && { over }) })),
  { maxLength: 2 },
); // prettier-ignore

describe.each(databases)('$name and the naive store', ({ createMigrated }) => {
  let database: TestDatabase;
  let open: OpenStore;
  let store: ResourceStore;
  const naive = new MemoryResourceStore();
  beforeAll(async () => {
    database = await createMigrated();
    open = await openSqlStore({ url: database.url });
    ({ store } = open);
    const index = fc.sample(fc.array(entry, { maxLength: 12 }), { numRuns: TYPES.length * RESOURCES, seed: SEED });
    for (const [n, entries] of index.entries()) {
      const [resourceType, number] = [TYPES[n % TYPES.length]!, Math.floor(n / TYPES.length)];
      const version = versionOf(`r${number}`, 1, { type: resourceType, lastUpdated: new Date((n % 11) - 5) });
      for (const each of [store, naive]) await write(each, version, entriesChange(entries));
    }
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  it('find the same by the same clauses, page by page', async () => {
    const found = async (each: ResourceStore, resourceType: string, clauses: readonly SearchClause[], hidden: Unseen | undefined, by: readonly SearchSort[]) => {
      const ids: string[] = [];
      let after: string | undefined;
      let total: number;
      do {
        const request = { type: resourceType, clauses, count: 8, bytes: PAGE_BYTES, ...(by.length > 0 && { sort: by }), ...(hidden && { unseen: hidden }), ...(after !== undefined && { after }) };
        const page = await each.search(request);
        ids.push(...page.versions.map((version) => version.id));
        after = page.next;
        total = page.total ?? 0;
      } while (after !== undefined);
      return { ids, total };
    };
    const queries = fc.sample(fc.array(clause, { minLength: 1, maxLength: 3 }), { numRuns: QUERIES, seed: SEED });
    const sights = fc.sample(fc.option(fc.oneof(unseen, divided), { nil: undefined }), { numRuns: QUERIES, seed: SEED });
    const sorts = fc.sample(fc.option(sort, { nil: [] }), { numRuns: QUERIES, seed: SEED });
    let hits = 0;
    for (const [n, clauses] of queries.entries()) {
      const hidden = sights[n];
      const searched = TYPES[n % TYPES.length]!;
      const by = sorts[n]!;
      const expected = await found(naive, searched, clauses, hidden, by);
      expect({ searched, clauses, hidden, by, ...(await found(store, searched, clauses, hidden, by)) }).toEqual({ searched, clauses, hidden, by, ...expected });
      expect(expected.ids).toHaveLength(expected.total);
      hits += expected.total;
    }
    expect(hits).toBeGreaterThan(QUERIES);
  });

  it('say the same of the conditions that resources meet, of all at once, of a single one, and by searches', async () => {
    const ids = Array.from({ length: RESOURCES + 1 }, (_, n) => `r${n}`);
    const questions = fc.sample(fc.array(fc.array(clause, { maxLength: 3 }), { minLength: 1, maxLength: 4 }), { numRuns: QUESTIONS, seed: SEED });
    let [hits, answers] = [0, 0];
    for (const [n, conditions] of questions.entries()) {
      const asked = { type: TYPES[n % TYPES.length]!, conditions, unseen: { usual: unseenBy(0, ALL) } };
      const expected = await naive.conditionsMet({ ...asked, ids });
      const id = ids[n % RESOURCES]!;
      const single = new Map([[id, expected.get(id)]]);
      const search = (request: SearchRequest) => naive.search(request);
      expect({ asked, id, met: await conditionsMet({ search }, { ...asked, ids: [id] }) }).toEqual({ asked, id, met: single });
      hits += [...expected.values()].flat().filter(Boolean).length;
      const all = store.conditionsMet!({ ...asked, ids });
      if (!all) continue;
      expect({ asked, met: await all }).toEqual({ asked, met: expected });
      expect({ asked, id, met: await store.conditionsMet!({ ...asked, ids: [id] }) }).toEqual({ asked, id, met: single });
      answers += 1;
    }
    expect(hits).toBeGreaterThan(QUESTIONS);
    expect(answers).toBeGreaterThan(QUESTIONS / 4);
  });
}); // prettier-ignore
