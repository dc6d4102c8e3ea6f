import type { IndexedReference, IndexEntry, ResourceKey, StoredVersion } from '../../fhir';

/** What the store keeps of a resource. */
export interface Kept {
  /** Oldest first. */
  readonly versions: readonly StoredVersion[];
  /** Index entries of the current version. */
  readonly entries: ReadonlyMap<string, IndexEntry>;
  /** Of the current version, by target and path. */
  readonly references: ReadonlyMap<string, IndexedReference>;
}

/** Every resource that ever existed, by `type/id`. */
export type Resources = Map<string, Kept>;

export const NOTHING: Kept = { versions: [], entries: new Map(), references: new Map() };

export const keyOf = (type: string, id: string): string => `${type}/${id}`;

export function resourceKey(key: string): ResourceKey {
  const [type = '', id = ''] = key.split('/');
  return { type, id };
}
