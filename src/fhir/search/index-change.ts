import { FhirError } from '../errors/fhir-error';
import { findReferences, type FoundReference } from '../integrity/find-references';
import { isSameReference, referenceKey, referencesOf } from '../integrity/references';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { say, type Text } from '../messages';
import { jsonEqual } from '../patch/json-equal';
import type { Change, IndexChange, IndexedReference, IndexEntry } from '../ports/index-change';
import { atOnce, stepsOf, type Steps } from '../steps';
import { entryKey, isSameEntry } from './entry-key';
import type { IndexedParameter, Nodes, SearchableType } from './searchable';
import { StepWeight } from './step-weight';
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
    const some = before && after && changed && (yield* changeInNodes(parameter, before, after, changed, baseUrl));
    if (some) {
      added.push(...some.added);
      removed.push(...some.removed);
      continue;
    }
    const { steps } = parameter.entries;
    const now =
      !after ? NONE
      : steps ? yield* steps(after, baseUrl, MOST_ENTRIES)
      : parameter.entries(after, baseUrl, MOST_ENTRIES); // prettier-ignore
    if (now.length > MOST_ENTRIES) throw tooManyEntries(parameter);
    if (!before) {
      added.push(...now);
      continue;
    }
    const change = changeOf(yield* stepsOf(parameter.entries, before, baseUrl), now, entryKey, isSameEntry);
    added.push(...change.added);
    removed.push(...change.removed);
  }
  yield;
  return { added, removed };
}

/**
 * The change of a parameter whose entries are made of single nodes, such as texts. Nodes of both states are only used
 * to see which entries they also provide.
 * @returns undefined when all nodes must be examined: for other parameters, and near the limit of entries
 */
function* changeInNodes(
  parameter: IndexedParameter,
  before: Resource,
  after: Resource,
  changed: ReadonlySet<string>,
  baseUrl: string | undefined,
): Steps<Change<IndexEntry> | undefined> {
  const nodes = parameter.nodesOf?.(before, after);
  if (!nodes) return undefined;
  const [old, now] = [nodes.of(before, changed), nodes.of(after, changed)];
  if (old.length === now.length && old.every((node, at) => node === now[at])) return NO_CHANGE;
  const unchanged = new Set(Object.keys(after).filter((name) => !changed.has(name)));
  const [was, is] = [new Set(old), new Set(now)];
  // Of both states.
  const shared = new Set(nodes.of(after, unchanged));
  for (const node of was) if (is.has(node)) shared.add(node);
  const removed = yield* keyed(nodes, without(was, shared), baseUrl);
  const added = yield* keyed(nodes, without(is, shared), baseUrl);
  let total = Math.max(removed.size, added.size);
  for (const key of removed.keys()) if (added.delete(key)) removed.delete(key);
  const weight = new StepWeight();
  for (const node of shared) {
    const kept = nodes.entries(node, baseUrl);
    total += kept.length;
    if (total >= MOST_ENTRIES) return undefined;
    for (const entry of kept) {
      const key = keyOf(entry);
      if (!added.delete(key)) removed.delete(key);
    }
    if (weight.isFull(node)) yield;
  }
  return { added: [...added.values()], removed: [...removed.values()] };
}

function without<T>(some: ReadonlySet<T>, others: ReadonlySet<T>): T[] {
  return [...some].filter((each) => !others.has(each));
}

function* keyed(nodes: Nodes, some: readonly JsonValue[], baseUrl: string | undefined): Steps<Map<string, IndexEntry>> {
  const entries = new Map<string, IndexEntry>();
  const weight = new StepWeight();
  for (const node of some) {
    for (const entry of nodes.entries(node, baseUrl)) entries.set(keyOf(entry), entry);
    if (weight.isFull(node)) yield;
  }
  return entries;
}

/** Words are most entries, and building their whole keys would cost more than the rest of a small change. */
function keyOf(entry: IndexEntry): string {
  return entry.kind === 'words' ? entry.words : entryKey(entry);
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
  return changeOf(old!, now!, referenceKey, isSameReference);
}

function refersAlike(one: readonly FoundReference[], other: readonly FoundReference[]): boolean {
  if (one.length !== other.length) return false;
  return one.every(
    ({ reference, path }, index) => reference === other[index]!.reference && path === other[index]!.path,
  );
}

const NONE: readonly never[] = [];
const NO_CHANGE: Change<never> = { added: NONE, removed: NONE };

/**
 * @param before like `after`, without duplicates
 * @param isSame whether two of them have the same key
 */
function changeOf<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (entry: T) => string,
  isSame: (one: T, other: T) => boolean,
): Change<T> {
  // Most stay in their place, and comparing them costs less than their keys.
  const [old, now] = [elsewhere(before, after, isSame), elsewhere(after, before, isSame)];
  if (old.length === 0 || now.length === 0) return { added: now, removed: old };
  // Entries of recently seen texts are cached objects, so identity shows without keys that they stay.
  const gone = new Set(old);
  const come = now.filter((entry) => !gone.delete(entry));
  const left = new Map<string, T>();
  for (const entry of gone) left.set(keyOf(entry), entry);
  return { added: come.filter((entry) => !left.delete(keyOf(entry))), removed: [...left.values()] };
}

/** What the other list does not have in the same place. */
function elsewhere<T>(some: readonly T[], others: readonly T[], isSame: (one: T, other: T) => boolean): readonly T[] {
  return some.filter((each, at) => at >= others.length || !isSame(each, others[at]!));
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
