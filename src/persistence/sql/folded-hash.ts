import { nameOf, type ResourceKey } from '../../fhir';

/** A number for a resource, the same in every process: FNV-1a, folded. @param most a power of two; the number is less */
export function foldedHash(key: ResourceKey, most: number): number {
  const name = nameOf(key);
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return ((hash >>> 12) ^ hash) & (most - 1);
}
