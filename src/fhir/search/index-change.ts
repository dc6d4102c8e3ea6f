import { FhirError } from '../errors/fhir-error';
import { findReferences, type FoundReference } from '../integrity/find-references';
import { referenceKey, referencesOf } from '../integrity/references';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { say, type Text } from '../messages';
import { jsonEqual } from '../patch/json-equal';
import type { Change, IndexChange, IndexedReference, IndexEntry } from '../ports/index-change';
import { atOnce, stepsOf, type Steps } from '../steps';
import { entryKey, valuesOf } from './entry-key';
import type { IndexedParameter, SearchableType } from './searchable';
import { plainType } from './searchable-type';

/**
 * Maximum number of entries per resource and search parameter. Each is an index row; resources usually have a handful.
 */
export const MOST_ENTRIES = 1_000;
/**
 * Maximum number of references per resource, including extensions and contained resources. Each may be an index row.
 */
export const MOST_REFERENCES = 2_000;

type Resource = Readonly<JsonObject>;

/**
 * The change of a store's index between two states of a resource: `(undefined, r)` is a creation, `(r, undefined)` a
 * deletion. Only changed members are examined; shared or equal members cost no more than the comparison.
 * @param baseUrl see `targetOf`
 * @param searchable searchable form of the type; absent for a type without declarations
 * @throws FhirError `unprocessable` (422, `too-costly`) for a resource that would need too many index rows
 */
export function indexChange(
  before: Resource | undefined,
  after: Resource | undefined,
  baseUrl?: string,
  searchable?: SearchableType,
): IndexChange {
  return atOnce(indexChangeSteps(before, after, baseUrl, searchable));
}

/** The same, one search parameter per step, or one of its elements. */
export function* indexChangeSteps(
  before: Resource | undefined,
  after: Resource | undefined,
  baseUrl?: string,
  searchable?: SearchableType,
): Steps<IndexChange> {
  const type = (after ?? before)?.['resourceType'];
  const { indexed, kept = indexed } = searchable ?? plainType(typeof type === 'string' ? type : '');
  const changed = before && after ? changedMembers(before, after) : undefined;
  return {
    entries: yield* entriesChange(before, after, baseUrl, kept, changed),
    references: referencesChange(before, after, baseUrl, changed),
  };
}

/** Names of members that differ. */
function changedMembers(before: Resource, after: Resource): ReadonlySet<string> {
  const names = new Set<string>();
  for (const name in after) {
    if (!Object.hasOwn(before, name) || !jsonEqual(before[name], after[name])) names.add(name);
  }
  for (const name in before) if (!Object.hasOwn(after, name)) names.add(name);
  return names;
}

/** Tests whether the entries of a parameter may have changed. */
function isTouched(before: Resource, after: Resource, changed: ReadonlySet<string>) {
  const differs = (root: readonly string[]): boolean =>
    changed.has(root[0]!) && (root.length === 1 || !jsonEqual(at(before, root), at(after, root)));
  return (parameter: IndexedParameter): boolean =>
    !parameter.roots || parameter.roots.some(differs) || parameter.relabelled?.(before, after) === true;
}

function at(resource: Resource | undefined, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    resource,
  );
}

function* entriesChange(
  before: Resource | undefined,
  after: Resource | undefined,
  baseUrl: string | undefined,
  indexed: readonly IndexedParameter[],
  changed: ReadonlySet<string> | undefined,
): Steps<Change<IndexEntry>> {
  const touched = before && after && changed ? indexed.filter(isTouched(before, after, changed)) : indexed;
  const added: IndexEntry[] = [];
  const removed: IndexEntry[] = [];
  for (const parameter of touched) {
    yield;
    const some = before && after && changed && (yield* changeInMembers(parameter, before, after, changed, baseUrl));
    if (some) {
      added.push(...some.added);
      removed.push(...some.removed);
      continue;
    }
    const now = after ? yield* stepsOf(parameter.entries, after, baseUrl, MOST_ENTRIES) : NONE;
    if (now.length > MOST_ENTRIES) throw tooManyEntries(parameter);
    const change = changeOf(before ? yield* stepsOf(parameter.entries, before, baseUrl) : NONE, now, entryKey);
    added.push(...change.added);
    removed.push(...change.removed);
  }
  yield;
  return { added, removed };
}

/**
 * The change of a parameter whose entries come from each member separately. Unchanged members are only used to see
 * which entries they also provide.
 * @returns undefined when all members must be examined: for other parameters, and near the limit of entries
 */
function* changeInMembers(
  { entriesOfMembers, relabelled }: IndexedParameter,
  before: Resource,
  after: Resource,
  changed: ReadonlySet<string>,
  baseUrl: string | undefined,
): Steps<Change<IndexEntry> | undefined> {
  if (!entriesOfMembers || relabelled?.(before, after)) return undefined;
  const old = yield* stepsOf(entriesOfMembers, before, changed, baseUrl);
  const now = yield* stepsOf(entriesOfMembers, after, changed, baseUrl);
  const { added, removed } = changeOf(old, now, entryKey);
  if (added.length + removed.length === 0) return NO_CHANGE;
  const others = new Set(Object.keys(after).filter((name) => !changed.has(name)));
  const kept = yield* stepsOf(entriesOfMembers, after, others, baseUrl);
  if (kept.length + Math.max(old.length, now.length) >= MOST_ENTRIES) return undefined;
  const isNews = notAmong(kept, [...added, ...removed]);
  return { added: added.filter(isNews), removed: removed.filter(isNews) };
}

/** Tests whether an entry, out of a few, is missing from many. */
function notAmong(many: readonly IndexEntry[], few: readonly IndexEntry[]): (entry: IndexEntry) => boolean {
  // Compare values first: building the keys of a long text would cost more than the rest of a small change.
  const values = new Set(few.map(valuesOf));
  const known = new Set(many.filter((entry) => values.has(valuesOf(entry))).map(entryKey));
  return (entry) => !known.has(entryKey(entry));
}

function referencesChange(
  before: Resource | undefined,
  after: Resource | undefined,
  baseUrl: string | undefined,
  changed: ReadonlySet<string> | undefined,
): Change<IndexedReference> {
  if (before && after && changed && refersAlike(findReferences(before, changed), findReferences(after, changed))) {
    return NO_CHANGE;
  }
  if (after && findReferences(after).length > MOST_REFERENCES) throw tooManyReferences(after);
  // Uses all members, because a reference removed from one member may still occur in another.
  const [old, now] = [before, after].map((resource) => (resource ? referencesOf(resource, baseUrl) : NONE));
  return changeOf(old!, now!, referenceKey);
}

function refersAlike(one: readonly FoundReference[], other: readonly FoundReference[]): boolean {
  if (one.length !== other.length) return false;
  return one.every(
    ({ reference, path }, index) => reference === other[index]!.reference && path === other[index]!.path,
  );
}

const NONE: readonly never[] = [];
const NO_CHANGE: Change<never> = { added: NONE, removed: NONE };

/** @param old like `now`, without duplicates */
function changeOf<T>(old: readonly T[], now: readonly T[], keyOf: (entry: T) => string): Change<T> {
  if (old.length === 0 || now.length === 0) return { added: now, removed: old };
  // Entries of recently seen texts are cached objects, so identity shows without keys that they stay.
  const gone = new Set(old);
  const come = now.filter((entry) => !gone.delete(entry));
  if (come.length === 0 && gone.size === 0) return NO_CHANGE;
  const left = new Map<string, T>();
  for (const entry of gone) left.set(keyOf(entry), entry);
  return { added: come.filter((entry) => !left.delete(keyOf(entry))), removed: [...left.values()] };
}

function tooManyEntries({ code, place }: IndexedParameter): FhirError {
  return tooMany(say`The resource has more than ${MOST_ENTRIES} values for the search parameter ${code}`, place);
}

function tooManyReferences({ resourceType }: Resource): FhirError {
  return tooMany(say`The resource has more than ${MOST_REFERENCES} references`, resourceType as string);
}

function tooMany(text: Text, expression: string): FhirError {
  const hint = say`Send fewer, or distribute them over several resources.`;
  return new FhirError('unprocessable', text, [{ code: 'too-costly', text, hint, expression }]);
}
