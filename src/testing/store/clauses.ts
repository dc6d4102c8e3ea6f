import type { EntryOf, IndexEntry, SearchClause, SearchPrefix } from '../../fhir';

const PREFIXES: readonly SearchPrefix[] = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];

/** Clauses that match a resource by one of its entries, and near misses. */
export function clausesOf(entry: IndexEntry): readonly SearchClause[] {
  const { code, kind } = entry;
  const missing = (isMissing: boolean): SearchClause => ({ kind: 'missing', code, of: kind, missing: isMissing });
  return [...MAKERS[kind](entry as never), missing(true), missing(false)];
}

type Makers = { readonly [K in IndexEntry['kind']]: (entry: EntryOf<K>) => readonly SearchClause[] };

const MAKERS: Makers = {
  token: ({ kind, code, system, value }) =>
    [
      [{ system, value }],
      [{ value }],
      [{ system: `${system}x`, value }],
      [{ system, value: `${value}x` }],
      [{ value: `${value}x` }, { value }],
    ].flatMap((values) => [
      { kind, code, values },
      { kind, code, values, not: true },
    ]),
  string: ({ kind, code, text, folded }) => [
    { kind, code, match: 'starts', values: [part(folded, 0, 3)] },
    { kind, code, match: 'starts', values: [part(folded, 1, 4), folded] },
    { kind, code, match: 'contains', values: [part(folded, 1, 4)] },
    { kind, code, match: 'contains', values: ['%', '_'] },
    { kind, code, match: 'exact', values: [text] },
    { kind, code, match: 'exact', values: [text.toUpperCase(), `${text}x`] },
  ],
  reference: ({ kind, code, type, id }) =>
    [[{ type, id }], [{ id }], [{ type: 'Basic', id }], [{ type, id: `${id}0` }]].map((values) => ({ kind, code, values })), // prettier-ignore
  date: ({ kind, code, low, high }) =>
    PREFIXES.flatMap((prefix) => [
      { kind, code, values: [{ prefix, low, high }] },
      { kind, code, values: [{ prefix, low: low + 86_400_000, high: high + 86_400_000 }] },
    ]),
  quantity: ({ kind, code, low: value, unit, system }) =>
    PREFIXES.flatMap((prefix) =>
      // Clauses of a `number` parameter never have a unit.
      (unit === '' ? [{}] : [{ unit: { system, value: unit } }, { unit: { value: `${unit}x` } }, {}]).map((given) => ({
        kind,
        code,
        values: [{ prefix, value, low: value - 0.5, high: value + 0.5, ...given }],
      })),
    ),
  uri: ({ kind, code, uri }) => [[uri], [`${uri}/x`], [uri.toUpperCase()]].map((values) => ({ kind, code, values })),
  position: ({ kind, code, latitude, longitude }) =>
    [0, 10, 100_000].flatMap((radius) =>
      [0, 0.5].map((away) => ({ kind, code, values: [{ latitude: latitude / (1 + away), longitude, radius }] })),
    ),
  words: ({ kind, code, words }) =>
    [[words], [part(words, 0, 2)], [`${words}x`], [part(words, 1, 3)]].map((values) => ({ kind, code, values })),
};

/** A part of a text; no character is cut in two. */
function part(text: string, from: number, to: number): string {
  return [...text].slice(from, to).join('') || text;
}

/** Clauses about the instant a resource was written. */
export function instantClauses(instant: Date): readonly SearchClause[] {
  const at = instant.getTime();
  return PREFIXES.map((prefix) => ({ kind: 'lastUpdated', values: [{ prefix, low: at, high: at }] }));
}
