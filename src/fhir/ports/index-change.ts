import type { IndexKind } from './search';
import type { ResourceKey } from './versions';

/** What all entries have. */
interface AnyEntry {
  /** Code of the search parameter; `code$0`, `code:identifier` and the like for what it keeps besides. */
  readonly code: string;
  /**
   * Which of several records of the resource it was taken from, counted from 1, where criteria may be about one and the same
   * record (`together`); absent: that is not told.
   */
  readonly record?: number;
  /** Who does not find the resource by it (`ports/labels.ts`); absent: everybody does. */
  readonly label?: number;
}

/** Compared character by character, letter case and spaces included. */
export interface TokenEntry extends AnyEntry {
  readonly kind: 'token';
  /** Empty when it has none. */
  readonly system: string;
  readonly value: string;
}

export interface StringEntry extends AnyEntry {
  readonly kind: 'string';
  /** As it stands in the resource, of whatever length. */
  readonly text: string;
  /** The first 400 characters of the text, folded (`foldText`). */
  readonly folded: string;
}

export interface ReferenceEntry extends ResourceKey, AnyEntry {
  readonly kind: 'reference';
}

/** A span of time, both ends included: milliseconds since 1970, UTC. */
export interface DateEntry extends AnyEntry {
  readonly kind: 'date';
  readonly low: number;
  readonly high: number;
}

export interface QuantityEntry extends AnyEntry {
  readonly kind: 'quantity';
  /** Lowest and highest value, both included; the same but for a Range. */
  readonly low: number;
  readonly high: number;
  /** Of the unit; both are empty when there is none. */
  readonly system: string;
  readonly unit: string;
}

export interface UriEntry extends AnyEntry {
  readonly kind: 'uri';
  /** At most 500 characters, and no white space; others cannot be found. */
  readonly uri: string;
}

/** WGS 84, decimal degrees: a latitude from -90 to 90, a longitude from -180 to 180. */
export interface PositionEntry extends AnyEntry {
  readonly kind: 'position';
  readonly latitude: number;
  readonly longitude: number;
}

/** A word of a text, or a short text: what is looked for begins it. */
export interface WordsEntry extends AnyEntry {
  readonly kind: 'words';
  /** Folded (`foldText`), at most 100 characters. */
  readonly words: string;
}

/** What a store finds a resource by, for one search parameter. */
export type IndexEntry =
  TokenEntry | StringEntry | ReferenceEntry | DateEntry | QuantityEntry | UriEntry | PositionEntry | WordsEntry;
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
