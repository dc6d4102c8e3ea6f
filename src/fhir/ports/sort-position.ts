import type { EntryOf, IndexEntry } from './index-change';
import type { SearchSort, SortedKind } from './search';

/** The number of characters of a token's value that sorting compares. */
export const SORTED_CHARACTERS = 41;

/** The value of one sort key, compared element by element. */
export type SortValues = readonly (string | number)[];

/** The position of a resource in a sort order. */
export interface SortPosition {
  /** One per sort key; null when the resource has no value for it. */
  readonly keys: readonly (SortValues | null)[];
  readonly id: string;
}

/** A resource to be sorted. */
interface Sorted {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly lastUpdated: number;
  readonly entries: Iterable<IndexEntry>;
}

/** Periods sort by their start, or by their end when descending; numeric ranges by their lower bound. */
const VALUES: { readonly [K in SortedKind]: (entry: EntryOf<K>, descending: boolean) => SortValues } = {
  token: ({ value }) => [firstCharacters(value, SORTED_CHARACTERS)],
  string: ({ folded }) => [folded],
  reference: ({ type, id }) => [id, type],
  date: ({ low, high }, descending) => (descending ? [high, low] : [low, high]),
  quantity: ({ low, high }) => [low, high],
  uri: ({ uri }) => [uri],
};

/** Finds a current resource; undefined when it does not exist. */
type Find = (type: string, id: string) => Sorted | undefined;

/**
 * The position of a resource according to its entries. Every store must sort in this order.
 * @param find resolves references for keys with `over`; when absent, nothing is found
 */
export function positionOf(sort: readonly SearchSort[], resource: Sorted, find?: Find): SortPosition {
  return { keys: sort.map((key) => valueOver(key, resource, find)), id: resource.id };
}

/** Negative when `one` sorts before `other`. */
export function comparePositions(sort: readonly SearchSort[], one: SortPosition, other: SortPosition): number {
  for (const [i, { descending }] of sort.entries()) {
    const [a, b] = [one.keys[i] ?? null, other.keys[i] ?? null];
    if (a === null || b === null) {
      if (a !== b) return a === null ? 1 : -1;
      continue;
    }
    const order = compareValues(a, b);
    if (order !== 0) return descending ? -order : order;
  }
  const order = compareText(one.id, other.id);
  return sort[0]?.descending === true ? -order : order;
}

/** The deciding value among the resources that the steps of a key reach. */
function valueOver(key: SearchSort, resource: Sorted, find: Find = () => undefined): SortValues | null {
  if (!key.over) return valuesOf(key, resource);
  const reached = key.over.reduce<readonly Sorted[]>(
    (from, { code, type }) => from.flatMap(({ entries }) => targetsOf(entries, code, type).flatMap((id) => find(type, id) ?? [])),
    [resource],
  ); // prettier-ignore
  return reached.reduce<SortValues | null>((best, each) => {
    const values = valuesOf(key, each);
    return values && isBetter(values, best, key.descending) ? values : best;
  }, null);
}

function targetsOf(entries: Iterable<IndexEntry>, code: string, type: string): readonly string[] {
  return [...entries].flatMap((entry) =>
    entry.kind === 'reference' && entry.code === code && entry.type === type ? [entry.id] : [],
  );
}

function isBetter(values: SortValues, best: SortValues | null, descending: boolean): boolean {
  if (!best) return true;
  const order = compareValues(values, best);
  return descending ? order > 0 : order < 0;
}

function valuesOf({ code, of, descending }: SearchSort, { id, lastUpdated, entries }: Sorted): SortValues | null {
  if (of === 'id') return [id];
  if (of === 'lastUpdated') return [lastUpdated];
  let best: SortValues | null = null;
  for (const entry of entries) {
    if (entry.code !== code || entry.kind !== of) continue;
    const values = (VALUES[of] as (entry: IndexEntry, descending: boolean) => SortValues)(entry, descending);
    if (isBetter(values, best, descending)) best = values;
  }
  return best;
}

function compareValues(one: SortValues, other: SortValues): number {
  for (const [i, a] of one.entries()) {
    const b = other[i]!;
    const order = typeof a === 'number' ? a - Number(b) : compareText(a, String(b));
    if (order !== 0) return order;
  }
  return 0;
}

/** By code point, as databases compare. JavaScript's own `<` puts surrogates before U+E000. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  if (at === end) return one.length - other.length;
  const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
  const [isPair, isOther] = [isSurrogate(a), isSurrogate(b)];
  return isPair === isOther ? a - b : isPair ? 1 : -1;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** The first `count` characters, counted in code points so that no surrogate pair is split. */
export function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : [...text.slice(0, 2 * count)].slice(0, count).join('');
}
