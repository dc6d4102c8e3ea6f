import { createHash } from 'node:crypto';
import type { JsonObject } from '../json/json-value';
import { jsonEqual } from '../patch/json-equal';
import type { IndexEntry } from '../ports/index-change';
import { labelOf } from '../ports/labels';
import { entryKey } from '../search/entry-key';
import type { IndexedParameter, SearchableType } from '../search';
import { coverOf } from './cover';
import { LABEL_CODE, type Labels, type Place } from './labels';
import { masked, maskOf } from './mask';

type Resource = Readonly<JsonObject>;
type EntriesOf = (resource: Resource) => readonly IndexEntry[];

/**
 * Limit per parameter and resource. Above it, the entries of the parameter are visible only to clients that may see all
 * of these labels.
 */
const MOST_LABELS_AT_ONCE = 6;

/** Adds labels to the entries of a type, so that one index serves every possible view. */
export function withLabels(searchable: SearchableType, labels: Labels): SearchableType {
  if (labels.isEmpty) return searchable;
  const digest = sha256(`${searchable.digest} ${labels.digest}`);
  const kept = [...searchable.indexed.map((each) => labelled(each, labels)), ofWholes(labels)];
  return { ...searchable, kept, digest, labels: labels.fingerprint };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function labelled(parameter: IndexedParameter, labels: Labels): IndexedParameter {
  const { nodesOf, roots } = parameter;
  const placesIn = (resource: Resource) => labels.of(resource).filter((place) => isUnder(place, roots));
  return {
    ...parameter,
    entries: (resource, baseUrl, most) =>
      labelledEntries(resource, placesIn(resource), (view) => parameter.entries(view, baseUrl, most)),
    ...(nodesOf && {
      // Views leave out some of the nodes.
      nodesOf: (before, after) =>
        placesIn(before).length + placesIn(after).length === 0 ? nodesOf(before, after) : undefined,
    }),
    relabelled: (before, after) => !jsonEqual(inWords(placesIn(before)), inWords(placesIn(after))),
  };
}

function inWords(places: readonly Place[]): string[] {
  return places.map(({ path, bit }) => JSON.stringify([bit, ...path])).sort();
}

function isUnder({ path }: Place, roots: IndexedParameter['roots']): boolean {
  const [first, second] = path;
  if (first === undefined) return false;
  if (!roots) return true;
  const member = String(first).replace(/^_/, '');
  return roots.some(([root, next]) => root === member && (next === undefined || second === undefined || next === second));
} // prettier-ignore

/** The entries of all views of a resource, each labelled with the views it belongs to. */
function labelledEntries(resource: Resource, places: readonly Place[], entriesOf: EntriesOf): readonly IndexEntry[] {
  if (places.length === 0) return entriesOf(resource);
  const bits = [...new Set(places.map(({ bit }) => bit))].sort((a, b) => a - b);
  if (bits.length > MOST_LABELS_AT_ONCE) {
    const all = bits.reduce((sum, bit) => sum | bit, 0);
    return entriesOf(resource).map((entry) => ({ ...entry, label: labelOf(all, 0) }));
  }
  const views = 2 ** bits.length;
  const found = new Map<string, { readonly entry: IndexEntry; readonly isIn: boolean[] }>();
  for (let view = 0; view < views; view += 1) {
    const hidden = bits.reduce((sum, bit, at) => (view & (1 << at) ? sum | bit : sum), 0);
    for (const entry of entriesOf(masked(resource, maskOf(places, hidden)))) {
      const key = entryKey(entry);
      const known = found.get(key) ?? { entry, isIn: Array<boolean>(views).fill(false) };
      known.isIn[view] = true;
      found.set(key, known);
    }
  }
  return [...found.values()].flatMap(({ entry, isIn }) =>
    coverOf(isIn, bits).map(({ shown, hidden }) => {
      const label = labelOf(shown, hidden);
      return label === 0 ? entry : { ...entry, label };
    }),
  );
}

/** Indexes the labels of whole resources, so that searches can exclude those resources. */
function ofWholes(labels: Labels): IndexedParameter {
  return {
    code: LABEL_CODE,
    type: 'token',
    documentation: { en: '', fr: '' },
    modifiers: [],
    codes: [LABEL_CODE],
    clause: () => ({ kind: 'any', clauses: [] }),
    entries: (resource) => labels.wholeEntries(resource),
    origin: LABEL_CODE,
    place: '',
  };
}
