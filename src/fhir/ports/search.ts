import type { Unseen } from './labels';
import type { PageLimits } from './page-limits';
import type { StoredVersion } from './versions';

/** How a search value is compared with what stands in a resource. @see https://hl7.org/fhir/R4/search.html#prefix */
export type SearchPrefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** @see https://hl7.org/fhir/R4/search.html#token */
export interface TokenValue {
  /** Absent: of any system (`value`). Empty: of none (`|value`). */
  readonly system?: string;
  readonly value: string;
}

export interface ReferenceValue {
  /** Absent: of any type. */
  readonly type?: string;
  readonly id: string;
}

/** A span of time, both ends included: milliseconds since 1970, UTC. Of `ap` it is as wide as what is near enough. */
export interface DateValue {
  readonly prefix: SearchPrefix;
  readonly low: number;
  readonly high: number;
}

/** @see https://hl7.org/fhir/R4/search.html#quantity */
export interface QuantityValue {
  readonly prefix: SearchPrefix;
  /** The number itself, which all prefixes but `eq` and `ne` compare with. */
  readonly value: number;
  /** What the digits of the number cover, from `low` (included) to `high` (excluded); of `ap`, what is near enough. */
  readonly low: number;
  readonly high: number;
  /** Absent: in any unit. Of a unit, as of a token, the system may be absent or empty. */
  readonly unit?: TokenValue;
}

/** A circle on the earth: WGS 84, decimal degrees. */
export interface CircleValue {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres, along a great circle. */
  readonly radius: number;
}

/**
 * What entries of a resource (`IndexEntry`) must be, by kind. `code` is that of the search parameter whose entries the index
 * keeps; of several values one must fit, and a clause without values fits nothing.
 */
export type EntryClause =
  /** `not`: none of the values fits any entry; also where there is no entry. */
  | { readonly kind: 'token'; readonly code: string; readonly values: readonly TokenValue[]; readonly not?: boolean }
  /**
   * Values of `starts`, `contains` and `equals` are folded (`foldText`) and compared with the folded text; those of `exact`
   * stand as they were sent.
   */
  | {
      readonly kind: 'string';
      readonly code: string;
      readonly match: 'starts' | 'contains' | 'equals' | 'exact';
      readonly values: readonly string[];
    }
  | { readonly kind: 'reference'; readonly code: string; readonly values: readonly ReferenceValue[] }
  | { readonly kind: 'date'; readonly code: string; readonly values: readonly DateValue[] }
  /** Numbers too: they have no unit. */
  | { readonly kind: 'quantity'; readonly code: string; readonly values: readonly QuantityValue[] }
  /** Compared character by character; `below`: it is one of these, or begins with one and a slash. */
  | { readonly kind: 'uri'; readonly code: string; readonly values: readonly string[]; readonly below?: boolean }
  /** No farther away than the radius. */
  | { readonly kind: 'position'; readonly code: string; readonly values: readonly CircleValue[] }
  /** A word or short text begins with one of these, which are folded (`foldText`). */
  | { readonly kind: 'words'; readonly code: string; readonly values: readonly string[] }
  /** Whether there is no entry (`missing`), or there is one, of this kind. */
  | { readonly kind: 'missing'; readonly code: string; readonly of: IndexKind; readonly missing: boolean }
  /** There is an entry of the clause's code and kind that is none of its values. */
  | { readonly kind: 'unlike'; readonly code: string; readonly clause: ComparedClause };

/** Clauses of which one entry is asked whether it equals a value. */
export type ComparedClause = Extract<EntryClause, { kind: 'token' | 'string' | 'reference' | 'uri' }>;

/** What a resource must be to be found, as it says itself. */
export type OwnClause =
  /** The logical id is one of these. */
  | { readonly kind: 'id'; readonly ids: readonly string[] }
  /** When the current version was written. */
  | { readonly kind: 'lastUpdated'; readonly values: readonly DateValue[] }
  | EntryClause
  /**
   * All hold of the entries of one and the same record (`IndexEntry.record`; those that say none are one record together).
   * There are two clauses or more, and one asks for an entry that is there.
   */
  | { readonly kind: 'together'; readonly clauses: readonly EntryClause[] };

/** Whether a clause is content when there is no entry. */
export function isAbsence(clause: EntryClause): boolean {
  return clause.kind === 'missing' ? clause.missing : clause.kind === 'token' && clause.not === true;
}

/** Clauses put together. */
export type CombinedClause =
  /** All hold; of none: always. */
  | { readonly kind: 'all'; readonly clauses: readonly SearchClause[] }
  /** One holds; of none: never. */
  | { readonly kind: 'any'; readonly clauses: readonly SearchClause[] }
  | { readonly kind: 'not'; readonly clause: SearchClause }
  /** All hold of resources as they are, whatever of them is hidden from who asks (`SearchRequest.unseen`). */
  | { readonly kind: 'whole'; readonly clauses: readonly SearchClause[] };

/** What is asked of other resources of the store. `code` is that of a reference parameter, as its entries have it. */
export type RelationClause =
  /** The resource names by its parameter `code` a current resource of `type` that fits all clauses. */
  | {
      readonly kind: 'refersTo';
      readonly code: string;
      readonly type: string;
      readonly clauses: readonly SearchClause[];
    }
  /** A current resource of `type` names this one by its parameter `code`, and fits all clauses. */
  | {
      readonly kind: 'referredBy';
      readonly code: string;
      readonly type: string;
      readonly clauses: readonly SearchClause[];
    }
  /**
   * The resource, or one of its type above it, fits all clauses. A resource is below those it names by its parameter `code`;
   * at most `MOST_LEVELS` levels are looked at, and a circle is no more than its members. What is on the way there fits all of
   * `through`; absent: it is no more than there.
   */
  | Hierarchy<'above'>
  /** The resource, or one below it, fits all clauses. */
  | Hierarchy<'below'>;

interface Hierarchy<Kind> {
  readonly kind: Kind;
  readonly code: string;
  readonly clauses: readonly SearchClause[];
  readonly through?: readonly SearchClause[];
}

/** Levels of a tree that `above` and `below` look at. */
export const MOST_LEVELS = 32;

/** One thing a resource must be to be found: a tree. Stores say which kinds they answer. */
export type SearchClause = OwnClause | CombinedClause | RelationClause;

const OF_OTHERS: ReadonlySet<string> = new Set<Exclude<SearchClause, OwnClause>['kind']>([
  'all',
  'any',
  'not',
  'whole',
  'refersTo',
  'referredBy',
  'above',
  'below',
]);

/** Whether a clause is no tree, and asks about the resource alone. */
export function isOwnClause(clause: SearchClause): clause is OwnClause {
  return !OF_OTHERS.has(clause.kind);
}

export type ClauseKind = SearchClause['kind'];
/** The kinds of entries in an index. */
export type IndexKind = Exclude<EntryClause['kind'], 'missing' | 'unlike'>;

/**
 * What a store can be asked: every clause, those of search parameters with these codes (`agent:identifier` for the identifiers in
 * references), or all of these kinds. A parameter that the store does not answer is not served, and not told of.
 */
export type SearchSupport = 'all' | readonly string[] | { readonly kinds: readonly ClauseKind[] };

/** Kinds of entries that have an order. */
export type SortedKind = Exclude<IndexKind, 'position' | 'words'>;

/** References that lead from a resource to others of one type. */
export interface SortStep {
  /** Of the search parameter whose entries they are. */
  readonly code: string;
  readonly type: string;
}

/** Steps of one key. */
export const MOST_SORT_STEPS = 2;

/** What a search is sorted by: one key. */
export interface SearchSort {
  /** Of the search parameter; `_id` or `_lastUpdated` for what has no entries. */
  readonly code: string;
  readonly of: SortedKind | 'id' | 'lastUpdated';
  readonly descending: boolean;
  /**
   * The key is of the current resources that these steps lead to, the first one from the resource that is sorted: it counts by
   * the smallest value of all of them (`descending`: the greatest), and without any it comes last. `MOST_SORT_STEPS` at most.
   * Absent: the key is its own.
   */
  readonly over?: readonly SortStep[];
}

/** A statement that a search came to, for those who look into what it costs. */
export interface SearchStep {
  readonly statement: string;
  /** In words of the database, a step each. */
  readonly plan: readonly string[];
  /** Rows that came of it. */
  readonly found: number;
  /** Rows of tables and indexes that were read for them; absent: nobody counted. */
  readonly read?: number;
  readonly milliseconds: number;
}

/** A `count` of 0 asks for the total alone. */
export interface SearchRequest extends PageLimits {
  readonly type: string;
  /** All must hold; none: every resource of the type. Lists of more than 1,000 values need not be taken, nor of more than 30 clauses in all. */
  readonly clauses: readonly SearchClause[];
  /**
   * The first key counts most. Of its entries a resource counts by the smallest, descending by the greatest; without any it
   * comes last either way. What is equal by all keys goes by id, descending where the first key is. Absent: by id alone.
   */
  readonly sort?: readonly SearchSort[];
  /** `next` of the page before this one, of the same search. */
  readonly after?: string;
  /** `previous` of the page after this one: the page that ends there. Not together with `after`. */
  readonly before?: string;
  /** How far to count what fits; 0: not at all. Absent: to the end. */
  readonly countUpTo?: number;
  /**
   * Entries that are not there for who asks (`AnyEntry.label`), whatever is asked of them. Absent: there are no labels. Not asked of
   * a store that declares no `labels`.
   */
  readonly unseen?: Unseen;
  /** Is told how the page was found, by a store that can tell; absent: nobody asks. */
  readonly trace?: (step: SearchStep) => void;
}

export interface SearchPage {
  /**
   * Current versions, no deletions, in the order of `sort`; without one ascending by id: character by character, capitals
   * before small letters. A store that gives the ids has an order of its own, such as that of its keys.
   */
  readonly versions: readonly StoredVersion[];
  /** How many resources fit in all, whatever the page; counted at the moment the page was read. Absent: not counted. */
  readonly total?: number;
  /** There are more than `total`, which is `countUpTo`. */
  readonly hasMore?: boolean;
  /** Where the page after this one begins, in words of the store: letters, digits, `-` and `_`. Absent on the last page. */
  readonly next?: string;
  /** Where the page before this one ends, likewise; absent on the first page, and from stores that do not go back. */
  readonly previous?: string;
}
