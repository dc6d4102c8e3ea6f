import type { JsonObject } from '../json';
import { isResourceType } from '../model/definitions';
import { parseReference } from '../model/reference';
import type { IndexedReference } from '../ports/index-change';
import type { ResourceKey } from '../ports/versions';
import { findReferences } from './find-references';

/** What a store has room for; a longer path is cut. */
const LONGEST_PATH = 255;

/**
 * The resource of this server that a reference means; undefined for a fragment (`#a`), a `urn:`, an address of another
 * server, and what is no reference.
 * @param baseUrl address of this server, without a slash at the end; absent: an absolute reference is another server's
 */
export function targetOf(reference: string, baseUrl?: string): ResourceKey | undefined {
  const meant = parseReference(reference);
  if (meant.form !== 'resource' || !isResourceType(meant.type)) return undefined;
  return meant.base === undefined || meant.base === baseUrl ? { type: meant.type, id: meant.id } : undefined;
}

/** The resources of this server that a resource refers to and where, each once whatever its index in a list. */
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

/** Different for different references; neither types nor ids have a space. */
export function referenceKey({ type, id, path }: IndexedReference): string {
  return `${type}/${id} ${path}`;
}
