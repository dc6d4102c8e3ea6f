import type { JsonObject } from '../json';
import { isResourceType } from '../model/definitions';
import type { IndexedReference } from '../ports/index-change';
import type { ResourceKey } from '../ports/versions';
import { findReferences } from './find-references';

/** `Type/id`, of whatever version. @see https://hl7.org/fhir/R4/references.html#literal */
const LITERAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** What a store has room for; a longer path is cut. */
const LONGEST_PATH = 255;

/**
 * The resource of this server that a reference means; undefined for a fragment (`#a`), a `urn:`, an address of another
 * server, and what is no reference.
 * @param baseUrl address of this server, without a slash at the end; absent: an absolute reference is another server's
 */
export function targetOf(reference: string, baseUrl?: string): ResourceKey | undefined {
  const own = baseUrl !== undefined && reference.startsWith(`${baseUrl}/`);
  const [, type, id] = LITERAL.exec(own ? reference.slice(baseUrl.length + 1) : reference) ?? [];
  return type !== undefined && id !== undefined && isResourceType(type) ? { type, id } : undefined;
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
