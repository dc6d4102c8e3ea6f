import type { IndexKind } from './search';
import type { ResourceKey } from './versions';

/** Members of every entry. */
interface AnyEntry {
  /** Code of the search parameter. Derived entries have codes of their own, such as `code$0` or `code:identifier`. */
  readonly code: string;
  /**
   * The repeating element of the resource (a "record", counted from 1) that the entry was taken from. Set where
   * criteria may have to hold of the same record (`together`).
   */
  readonly record?: number;
  /** Who may find the resource by this entry (`ports/labels.ts`); everybody when absent. */
  readonly label?: number;
}

/** Compared character by character; case and spaces are significant. */
export interface TokenEntry extends AnyEntry {
  readonly kind: 'token';
  /** Empty when the token has no system. */
  readonly system: string;
  readonly value: string;
}

/** A text for string searches. */
export interface StringEntry extends AnyEntry {
  readonly kind: 'string';
  /** As in the resource, at its full length. */
  readonly text: string;
  /** The first 400 characters of the text, folded by `foldText`. */
  readonly folded: string;
}

/** A reference to the resource with this type and id. */
export interface ReferenceEntry extends ResourceKey, AnyEntry {
  readonly kind: 'reference';
}

/** A period, both ends inclusive; milliseconds since 1970, UTC. */
export interface DateEntry extends AnyEntry {
  readonly kind: 'date';
  readonly low: number;
  readonly high: number;
}

/** A quantity or a number; a number has no unit. */
export interface QuantityEntry extends AnyEntry {
  readonly kind: 'quantity';
  /** Lowest and highest value, both inclusive; they differ for a Range only. */
  readonly low: number;
  readonly high: number;
  /** System and code of the unit; both empty when there is no unit. */
  readonly system: string;
  readonly unit: string;
}

/** A URI, compared character by character. */
export interface UriEntry extends AnyEntry {
  readonly kind: 'uri';
  /** At most 500 characters, without white space. Other URIs are not indexed. */
  readonly uri: string;
}

/** WGS 84 in decimal degrees: latitude from -90 to 90, longitude from -180 to 180. */
export interface PositionEntry extends AnyEntry {
  readonly kind: 'position';
  readonly latitude: number;
  readonly longitude: number;
}

/** A word of a text, or a short text; searches match its beginning. */
export interface WordsEntry extends AnyEntry {
  readonly kind: 'words';
  /** Folded by `foldText`, at most 100 characters. */
  readonly words: string;
}

/** An index entry: one value of one search parameter by which a store finds a resource. */
export type IndexEntry =
  TokenEntry | StringEntry | ReferenceEntry | DateEntry | QuantityEntry | UriEntry | PositionEntry | WordsEntry;
/** The index entries of one kind. */
export type EntryOf<K extends IndexKind> = Extract<IndexEntry, { kind: K }>;

/** A reference as a store indexes it: the target resource on this server, and the referring element. */
export interface IndexedReference extends ResourceKey {
  /**
   * FHIRPath of the Reference without indexes, such as `HealthcareService.providedBy`. At most 255 characters; for
   * display only.
   */
  readonly path: string;
}

/** Additions and removals. */
export interface Change<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** How the index differs from that of the preceding version. Computed by `indexChange`. */
export interface IndexChange {
  /** For search. */
  readonly entries: Change<IndexEntry>;
  /** For referential integrity: every reference, whether or not there is a search parameter for it. */
  readonly references: Change<IndexedReference>;
}
