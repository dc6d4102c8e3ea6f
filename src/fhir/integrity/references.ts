import type { JsonObject } from '../json';
import { isResourceType } from '../model/definitions';
import { parseReference } from '../model/reference';
import type { IndexedReference } from '../ports/index-change';
import type { ResourceKey } from '../ports/versions';
import { findReferences, type FoundReference } from './find-references';

/** Longest path that a store can keep; longer ones are truncated. */
const LONGEST_PATH = 255;

/**
 * The resource of this server that a reference points to; undefined for a fragment (`#a`), a `urn:`, a URL of another
 * server, and text that is not a reference.
 * @param baseUrl this server's base URL without a trailing slash; when absent, every absolute URL belongs to another
 *   server
 */
export function targetOf(reference: string, baseUrl?: string): ResourceKey | undefined {
  const meant = parseReference(reference);
  if (meant.form !== 'resource' || !isResourceType(meant.type)) return undefined;
  return meant.base === undefined || meant.base === baseUrl ? { type: meant.type, id: meant.id } : undefined;
}

/**
 * The resources of this server that a resource refers to, with the paths of the references. List indexes are ignored,
 * so each target and path occurs once.
 */
export function referencesOf(resource: Readonly<JsonObject>, baseUrl?: string): IndexedReference[] {
  const references = new Map<string, IndexedReference>();
  for (const { reference, path } of findReferences(resource)) {
    const target = targetOf(reference, baseUrl);
    if (!target) continue;
    const indexed = { ...target, path: path.slice(0, LONGEST_PATH) };
    references.set(referenceKey(indexed), indexed);
  }
  return [...references.values()];
}

const IN_A_BUNDLE = /^urn:(?:uuid|oid):/i;

/**
 * Whether a reference is a `urn:uuid:…` or `urn:oid:…`, which only means something within a Bundle that has an entry
 * with this `fullUrl`.
 * @see https://hl7.org/fhir/R4/bundle.html#references
 */
export function namesAnEntry(reference: string): boolean {
  return IN_A_BUNDLE.test(reference);
}

/** The references to entries of a Bundle that a resource has and its previous version did not have. */
export function addedLinksToEntries(
  resource: Readonly<JsonObject>,
  previous: Readonly<JsonObject> | undefined,
): readonly FoundReference[] {
  const found = findReferences(resource, previous && othersThanIn(previous, resource));
  const links = found.filter(({ reference }) => namesAnEntry(reference));
  if (links.length === 0 || !previous) return links;
  const former = new Set(findReferences(previous).map(({ reference }) => reference));
  return links.filter(({ reference }) => !former.has(reference));
}

/** Members that the previous version does not share. A patch shares all that it does not change. */
function othersThanIn(previous: Readonly<JsonObject>, resource: Readonly<JsonObject>): ReadonlySet<string> {
  return new Set(Object.keys(resource).filter((name) => resource[name] !== previous[name]));
}

/** Unique per reference, because neither types nor ids contain a space. */
export function referenceKey({ type, id, path }: IndexedReference): string {
  return `${type}/${id} ${path}`;
}

/** Whether two references have the same key. */
export function isSameReference(one: IndexedReference, other: IndexedReference): boolean {
  return one.id === other.id && one.type === other.type && one.path === other.path;
}
