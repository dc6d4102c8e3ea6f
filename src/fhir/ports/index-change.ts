import type { IndexKind } from './search';
import type { ResourceKey } from './versions';

/** Compared character by character, letter case and spaces included. */
export interface TokenEntry {
  readonly kind: 'token';
  /** Code of the search parameter, as in all entries. */
  readonly code: string;
  /** Empty when it has none. */
  readonly system: string;
  readonly value: string;
}

export interface StringEntry {
  readonly kind: 'string';
  readonly code: string;
  /** As it stands in the resource, of whatever length. */
  readonly text: string;
  /** The first 400 characters of the text, folded (`foldText`). */
  readonly folded: string;
}

export interface ReferenceEntry extends ResourceKey {
  readonly kind: 'reference';
  readonly code: string;
}

/** A span of time, both ends included: milliseconds since 1970, UTC. */
export interface DateEntry {
  readonly kind: 'date';
  readonly code: string;
  readonly low: number;
  readonly high: number;
}

export interface QuantityEntry {
  readonly kind: 'quantity';
  readonly code: string;
  /** Lowest and highest value, both included; the same but for a Range. */
  readonly low: number;
  readonly high: number;
  /** Of the unit; both are empty when there is none. */
  readonly system: string;
  readonly unit: string;
}

export interface UriEntry {
  readonly kind: 'uri';
  readonly code: string;
  /** At most 500 characters, and no white space; others cannot be found. */
  readonly uri: string;
}

/** What a store finds a resource by, for one search parameter. */
export type IndexEntry = TokenEntry | StringEntry | ReferenceEntry | DateEntry | QuantityEntry | UriEntry;
export type EntryOf<K extends IndexKind> = Extract<IndexEntry, { kind: K }>;

/** A reference as a store indexes it: which resource of this server it means, and where it stands. */
export interface IndexedReference extends ResourceKey {
  /** FHIRPath of the Reference without indexes, `HealthcareService.providedBy`; at most 255 characters, for people to read. */
  readonly path: string;
}

export interface Change<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** What a version says otherwise than the version before it, as far as a store indexes it; `indexChange` computes it. */
export interface IndexChange {
  /** For searching. */
  readonly entries: Change<IndexEntry>;
  /** For the integrity of references: all of them, whatever parameters there are. */
  readonly references: Change<IndexedReference>;
}
