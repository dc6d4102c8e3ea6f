import { FhirError } from '../errors/fhir-error';
import { referenceKey, referencesOf } from '../integrity/references';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { say } from '../messages';
import { jsonEqual } from '../patch/json-equal';
import type { Change, IndexChange, IndexEntry } from '../ports/index-change';
import { entryKey } from './entry-key';
import type { IndexedParameter, SearchableType } from './searchable';
import { plainType } from './searchable-type';

/** Entries that one resource may have for one search parameter: each is a row of an index, and a resource has a handful. */
export const MOST_ENTRIES = 1_000;

type Resource = Readonly<JsonObject>;

/**
 * What to tell a store's index; undefined is no resource, so `(undefined, r)` is a creation and `(r, undefined)` a deletion.
 * Only parameters whose elements changed are looked at more closely.
 * @param baseUrl see `targetOf`
 * @param searchable of the type; absent: nothing is declared of it
 * @throws FhirError `unprocessable` (422, `too-costly`) for a resource that would take too many rows of an index
 */
export function indexChange(
  before: Resource | undefined,
  after: Resource | undefined,
  baseUrl?: string,
  searchable?: SearchableType,
): IndexChange {
  const type = (after ?? before)?.['resourceType'];
  const { indexed } = searchable ?? plainType(typeof type === 'string' ? type : '');
  const referencesIn = (resource: Resource | undefined) => (resource ? referencesOf(resource, baseUrl) : []);
  return {
    entries: entriesChange(before, after, baseUrl, indexed),
    references: changeOf(referencesIn(before), referencesIn(after), referenceKey),
  };
}

function entriesChange(
  before: Resource | undefined,
  after: Resource | undefined,
  baseUrl: string | undefined,
  indexed: readonly IndexedParameter[],
): Change<IndexEntry> {
  const added: IndexEntry[] = [];
  const removed: IndexEntry[] = [];
  const isSame = sameness(before, after);
  for (const parameter of indexed) {
    if (parameter.roots?.every(isSame)) continue;
    const [old, now] = [before, after].map((resource) => (resource ? parameter.entries(resource, baseUrl) : []));
    if (now!.length > MOST_ENTRIES) throw tooMany(parameter);
    const change = changeOf(old!, now!, entryKey);
    added.push(...change.added);
    removed.push(...change.removed);
  }
  return { added, removed };
}

/** Whether what stands at a path is the same in both: several parameters look at the same elements. */
function sameness(before: Resource | undefined, after: Resource | undefined): (path: readonly string[]) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const key = path.join('.');
    let same = known.get(key);
    if (same === undefined) {
      same = jsonEqual(at(before, path), at(after, path));
      known.set(key, same);
    }
    return same;
  };
}

function at(resource: Resource | undefined, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    resource,
  );
}

function changeOf<T>(old: readonly T[], now: readonly T[], keyOf: (entry: T) => string): Change<T> {
  if (old.length === 0 || now.length === 0) return { added: now, removed: old };
  const [before, after] = [new Set(old.map(keyOf)), new Set(now.map(keyOf))];
  return {
    added: now.filter((entry) => !before.has(keyOf(entry))),
    removed: old.filter((entry) => !after.has(keyOf(entry))),
  };
}

function tooMany({ code, place }: IndexedParameter): FhirError {
  const text = say`The resource has more than ${MOST_ENTRIES} values for the search parameter ${code}`;
  const hint = say`Send less, or spread it over several resources.`;
  return new FhirError('unprocessable', text, [{ code: 'too-costly', text, hint, expression: place }]);
}
