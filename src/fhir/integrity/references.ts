import type { JsonObject } from '../json';
import { isResourceType } from '../model/definitions';
import { parseReference } from '../model/reference';
import type { IndexedReference } from '../ports/index-change';
import type { ResourceKey } from '../ports/versions';
import { findReferences } from './find-references';

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

/** Unique per reference, because neither types nor ids contain a space. */
export function referenceKey({ type, id, path }: IndexedReference): string {
  return `${type}/${id} ${path}`;
}
