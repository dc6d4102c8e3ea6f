import { randomUUID } from 'node:crypto';
import {
  PAGE_BYTES,
  type IndexChange,
  type ResourceStore,
  type SearchClause,
  type SearchPage,
  type TokenValue,
} from '../../src/fhir';
import { byIdentifier, entriesChange, identifierEntry } from './entries';
import { versionOf, write } from './resource-store.contract';

const SYSTEM = 'urn:oid:1.2.250.1.71.4.2.2';
const OTHER = 'http://finess.esante.gouv.fr';
const PLENTY = 1_000;

const adding = (...tokens: TokenValue[]): IndexChange => entriesChange(tokens.map(identifierEntry));
const removing = (...tokens: TokenValue[]): IndexChange => entriesChange([], tokens.map(identifierEntry));
const byIds = (...ids: string[]): SearchClause => ({ kind: 'id', ids });
const by = byIdentifier;
const idsOf = ({ versions }: Pick<SearchPage, 'versions'>): string[] => versions.map(({ id }) => id);

/** What any ResourceStore does for a search. Each test uses new types and values, because stores may be shared. */
export function resourceSearchContract(storeUnderTest: () => ResourceStore): void {
  let store: ResourceStore;
  let type: string;
  let value: string;
  beforeEach(() => {
    store = storeUnderTest();
    type = `T${randomUUID()}`;
    value = randomUUID();
  });

  const search = (clauses: readonly SearchClause[], count = PLENTY, after?: string): Promise<SearchPage> =>
    store.search({ type, clauses, count, bytes: PAGE_BYTES, ...(after !== undefined && { after }) });

  async function created(id: string, ...tokens: TokenValue[]): Promise<string> {
    await write(store, versionOf(id, 1, { type }), adding(...tokens));
    return id;
  }
  async function createdAll(ids: readonly string[], ...tokens: TokenValue[]): Promise<void> {
    for (const id of ids) await created(id, ...tokens);
  }

  it('finds nothing of an unused type', async () => {
    const nothing = { versions: [], total: 0 };
    expect(await search([])).toEqual(nothing);
    expect(await search([byIds('a')])).toEqual(nothing);
    expect(await search([by({ value })])).toEqual(nothing);
  });

  it('returns current versions with every field', async () => {
    await created('a', { system: SYSTEM, value });
    const now = versionOf('a', 2, { type, lastUpdated: new Date('2026-06-30T23:59:59.987Z'), interaction: 'patch' });
    await write(store, now);
    for (const clauses of [[], [byIds('a')], [by({ value })]]) expect((await search(clauses)).versions).toEqual([now]);
  });

  it('returns all of the type without a clause, by the characters of their ids', async () => {
    await createdAll(['b', 'B', '10', '9', 'a-1', 'a.1', 'a', '-']);
    await write(store, versionOf('c', 1, { type: `${type}x` }));
    expect(idsOf(await search([]))).toEqual(['-', '10', '9', 'B', 'a', 'a-1', 'a.1', 'b']);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['one', ['b'], ['b']],
    ['some of which one is not there', ['c', 'z', 'a'], ['a', 'c']],
    ['the same twice', ['b', 'b'], ['b']],
    ['another letter case', ['B'], []],
    ['none', [], []],
    ['a hundred', [...Array.from({ length: 99 }, (_, n) => `z${n}`), 'b'], ['b']],
  ])('finds by ids: %s', async (_, ids, expected) => {
    await createdAll(['a', 'b', 'c']);
    const page = await search([byIds(...ids)]);
    expect([idsOf(page), page.total]).toEqual([expected, expected.length]);
  });

  it.each<[string, (value: string) => readonly TokenValue[], readonly string[]]>([
    ['in any system', (v) => [{ value: v }], ['a', 'b', 'c']],
    ['in one system', (v) => [{ system: SYSTEM, value: v }], ['a', 'b']],
    ['in no system', (v) => [{ system: '', value: v }], ['c']],
    ['in one of two systems', (v) => [{ system: OTHER, value: v }, { system: '', value: v }], ['a', 'c']],
    ['in a system, or another value anywhere', (v) => [{ system: OTHER, value: v }, { value: `${v}!` }], ['a', 'd']],
    ['of nobody', (v) => [{ value: `${v}?` }], []],
    ['that is empty', () => [{ value: '' }], []],
    ['of eleven, one of which is there', (v) => [...Array.from({ length: 10 }, (_, n) => ({ value: `${v}${n}` })), { value: v }], ['a', 'b', 'c']],
  ])('finds by identifiers: a value %s', async (_, tokens, expected) => {
    await created('a', { system: SYSTEM, value }, { system: OTHER, value });
    await created('b', { system: SYSTEM, value });
    await created('c', { value });
    await created('d', { system: OTHER, value: `${value}!` });
    const page = await search([by(...tokens(value))]);
    expect([idsOf(page), page.total]).toEqual([expected, expected.length]);
  }); // prettier-ignore

  it('finds what fits every clause', async () => {
    const [x, y] = [
      { system: SYSTEM, value: `x${value}` },
      { system: OTHER, value: `y${value}` },
    ];
    await created('a', x, y);
    await created('b', x);
    await created('c', y);
    await created('d', y, x);
    expect(idsOf(await search([by(x), by(y)]))).toEqual(['a', 'd']);
    expect(idsOf(await search([by(x), by({ value: y.value }), byIds('b', 'd')]))).toEqual(['d']);
    expect(idsOf(await search([byIds('a', 'b'), byIds('b', 'c')]))).toEqual(['b']);
    expect(idsOf(await search([byIds('a'), byIds('b')]))).toEqual([]);
    expect(idsOf(await search(Array.from({ length: 10 }, () => by(x))))).toEqual(['a', 'b', 'd']);
  });

  it('does not find what is deleted, and finds it again once it is restored', async () => {
    const identifier = { system: SYSTEM, value };
    await created('a', identifier);
    await write(store, versionOf('a', 2, { type, interaction: 'delete', json: null }), removing(identifier));
    const everyWay = [[], [byIds('a')], [by(identifier)]];
    for (const clauses of everyWay) expect(await search(clauses)).toMatchObject({ versions: [], total: 0 });
    await write(store, versionOf('a', 3, { type }), adding(identifier));
    for (const clauses of everyWay) expect(idsOf(await search(clauses))).toEqual(['a']);
  });

  it.each<[string, readonly SearchClause[]]>([
    ['everything', []],
    ['ids', [byIds('a', 'b', 'c', 'd', 'e')]],
    ['an identifier', [by({ value: 'shared' })]],
  ])('pages through %s with the total on every page', async (_, clauses) => {
    await createdAll(['c', 'a', 'e', 'b', 'd'], { value: 'shared' });
    const first = await search(clauses, 2);
    const second = await search(clauses, 2, first.next);
    const pages = [first, second, await search(clauses, 2, second.next)];
    expect(pages.map(idsOf)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(pages.map(({ total, next }) => [total, typeof next])).toEqual([[5, 'string'], [5, 'string'], [5, 'undefined']]); // prettier-ignore
    expect((await search(clauses, 5)).next).toBeUndefined();
    expect(await search(clauses, 0)).toEqual({ versions: [], total: 5 });
  });

  it('continues after an id that no longer exists', async () => {
    await createdAll(['a', 'b', 'c']);
    const { next } = await search([], 2);
    await write(store, versionOf('b', 2, { type, interaction: 'delete', json: null }));
    expect(idsOf(await search([], 2, next))).toEqual(['c']);
  });

  it.each(['x', '', 'a b', 'YQ=='])('refuses a cursor it did not issue: "%s"', async (cursor) => {
    await createdAll(['a', 'b']);
    await expect(search([], 2, cursor)).rejects.toMatchObject({ kind: 'invalid-request' });
  });

  it('shows every lasting resource once, while others are created and deleted', async () => {
    const staying = Array.from({ length: 12 }, (_, n) => `s${n}-${randomUUID()}`).sort();
    const passing = Array.from({ length: 12 }, (_, n) => `s${n}-${randomUUID()}`);
    await createdAll([...staying, ...passing.slice(0, 6)], { value });
    const seen: string[] = [];
    let after: string | undefined;
    for (let turn = 0; ; turn += 1) {
      const page = await search([by({ value })], 3, after);
      seen.push(...idsOf(page));
      after = page.next;
      if (after === undefined) break;
      const [gone, come] = [passing[turn % 6]!, passing[6 + (turn % 6)]!];
      if (turn < 6) {
        await write(store, versionOf(gone, 2, { type, interaction: 'delete', json: null }), removing({ value }));
        await created(come, { value });
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => staying.includes(id))).toEqual(staying);
  });
}
