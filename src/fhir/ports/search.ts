import type { Unseen } from './labels';
import type { PageLimits } from './page-limits';
import type { SortPosition } from './sort-position';
import type { StoredVersion } from './versions';

/**
 * How a search value is compared with an element's value.
 * @see https://hl7.org/fhir/R4/search.html#prefix
 */
export type SearchPrefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** @see https://hl7.org/fhir/R4/search.html#token */
export interface TokenValue {
  /** Absent: any system (`value`). Empty: no system (`|value`). */
  readonly system?: string;
  readonly value: string;
}

/** @see https://hl7.org/fhir/R4/search.html#reference */
export interface ReferenceValue {
  /** Any type when absent. */
  readonly type?: string;
  readonly id: string;
}

/**
 * A period, both ends inclusive; milliseconds since 1970, UTC. With the prefix `ap` it already includes the tolerance.
 */
export interface DateValue {
  readonly prefix: SearchPrefix;
  readonly low: number;
  readonly high: number;
}

/** @see https://hl7.org/fhir/R4/search.html#quantity */
export interface QuantityValue {
  readonly prefix: SearchPrefix;
  /** The number itself. Every prefix except `eq` and `ne` compares with it. */
  readonly value: number;
  /**
   * The interval implied by the number's precision: `low` inclusive, `high` exclusive. With the prefix `ap`, the
   * tolerance.
   */
  readonly low: number;
  readonly high: number;
  /** Any unit when absent. As for a token, the unit's system may be absent or empty. */
  readonly unit?: TokenValue;
}

/** A circle on the earth's surface; WGS 84, decimal degrees. */
export interface CircleValue {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres along a great circle. */
  readonly radius: number;
}

/**
 * A condition on the index entries of a resource (`IndexEntry`), by kind. `code` is that of the search parameter whose
 * entries are examined. One of the values must match; a clause without values matches nothing.
 */
export type EntryClause =
  /** `not`: no value matches any entry; also true when there is no entry. */
  | { readonly kind: 'token'; readonly code: string; readonly values: readonly TokenValue[]; readonly not?: boolean }
  /**
   * Values for `starts`, `contains` and `equals` are folded by `foldText` and compared with the folded text. Those for
   * `exact` are compared as the client sent them.
   */
  | {
      readonly kind: 'string';
      readonly code: string;
      readonly match: 'starts' | 'contains' | 'equals' | 'exact';
      readonly values: readonly string[];
    }
  | { readonly kind: 'reference'; readonly code: string; readonly values: readonly ReferenceValue[] }
  | { readonly kind: 'date'; readonly code: string; readonly values: readonly DateValue[] }
  /** Also used for numbers, which have no unit. */
  | { readonly kind: 'quantity'; readonly code: string; readonly values: readonly QuantityValue[] }
  /** Compared character by character. `below`: equal to a value, or starts with a value followed by a slash. */
  | { readonly kind: 'uri'; readonly code: string; readonly values: readonly string[]; readonly below?: boolean }
  /** Within the radius. */
  | { readonly kind: 'position'; readonly code: string; readonly values: readonly CircleValue[] }
  /** A word or short text starts with one of these values, which are folded by `foldText`. */
  | { readonly kind: 'words'; readonly code: string; readonly values: readonly string[] }
  /** Whether the resource has no entry of this kind (`missing` is true), or at least one (false). */
  | { readonly kind: 'missing'; readonly code: string; readonly of: IndexKind; readonly missing: boolean }
  /** There is an entry of the clause's code and kind that equals none of its values. */
  | { readonly kind: 'unlike'; readonly code: string; readonly clause: ComparedClause };

/** Clauses whose values are compared with a single entry for equality. */
export type ComparedClause = Extract<EntryClause, { kind: 'token' | 'string' | 'reference' | 'uri' }>;

/** A condition on the resource's own content. */
export type OwnClause =
  /** The logical id is one of these. */
  | { readonly kind: 'id'; readonly ids: readonly string[] }
  /** When the current version was written. */
  | { readonly kind: 'lastUpdated'; readonly values: readonly DateValue[] }
  | EntryClause
  /**
   * All clauses match entries of one record (`IndexEntry.record`; entries without a record count as one record
   * together). There are at least two clauses, and at least one of them requires an entry to exist.
   */
  | { readonly kind: 'together'; readonly clauses: readonly EntryClause[] };

/** Whether the clause matches a resource without entries. */
export function isAbsence(clause: EntryClause): boolean {
  return clause.kind === 'missing' ? clause.missing : clause.kind === 'token' && clause.not === true;
}

/** Boolean combinations of clauses. */
export type CombinedClause =
  /** All match; always true when empty. */
  | { readonly kind: 'all'; readonly clauses: readonly SearchClause[] }
  /** At least one matches; never true when empty. */
  | { readonly kind: 'any'; readonly clauses: readonly SearchClause[] }
  | { readonly kind: 'not'; readonly clause: SearchClause }
  /** All match the resources as stored, including what is hidden from the client (`SearchRequest.unseen`). */
  | { readonly kind: 'whole'; readonly clauses: readonly SearchClause[] };

/** A condition on other resources of the store. `code` is that of a reference parameter, as in its index entries. */
export type RelationClause =
  /** By its parameter `code` the resource refers to a current resource of `type` that matches all clauses. */
  | {
      readonly kind: 'refersTo';
      readonly code: string;
      readonly type: string;
      readonly clauses: readonly SearchClause[];
    }
  /** A current resource of `type` refers to this one by its parameter `code` and matches all clauses. */
  | {
      readonly kind: 'referredBy';
      readonly code: string;
      readonly type: string;
      readonly clauses: readonly SearchClause[];
    }
  /**
   * The resource, or one of its ancestors of the same type, matches all clauses. The parameter `code` of a resource
   * refers to its parent. At most `MOST_LEVELS` levels are searched; cycles are followed once. Every resource on the
   * path must match all of `through`; when absent, it only has to exist.
   */
  | Hierarchy<'above'>
  /** The resource, or one of its descendants, matches all clauses. */
  | Hierarchy<'below'>;

interface Hierarchy<Kind> {
  readonly kind: Kind;
  readonly code: string;
  readonly clauses: readonly SearchClause[];
  readonly through?: readonly SearchClause[];
}

/** Maximum depth searched by `above` and `below`. */
export const MOST_LEVELS = 32;

/** A condition that found resources must meet: a tree of clauses. Each store declares which kinds it supports. */
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

/** Whether a clause concerns the resource alone: neither a combination nor a relation. */
export function isOwnClause(clause: SearchClause): clause is OwnClause {
  return !OF_OTHERS.has(clause.kind);
}

/** Whether nothing but other resources decides if a resource matches. */
export function isOfOthers(clause: SearchClause): boolean {
  if (clause.kind === 'refersTo' || clause.kind === 'referredBy') return true;
  if (clause.kind === 'not') return isOfOthers(clause.clause);
  if (clause.kind !== 'all' && clause.kind !== 'any' && clause.kind !== 'whole') return false;
  return clause.clauses.length > 0 && clause.clauses.every(isOfOthers);
}

export type ClauseKind = SearchClause['kind'];
/** The kinds of entries in an index. */
export type IndexKind = Exclude<EntryClause['kind'], 'missing' | 'unlike'>;

/**
 * The searches a store supports: every clause, clauses of search parameters with these codes (`agent:identifier` for
 * the identifiers within references), or clauses of these kinds. Search parameters it does not support are neither
 * served nor documented.
 */
export type SearchSupport = 'all' | readonly string[] | { readonly kinds: readonly ClauseKind[] };

/** Kinds of entries that can be sorted by. */
export type SortedKind = Exclude<IndexKind, 'position' | 'words'>;

/** A step from a resource to the resources of one type that it refers to. */
export interface SortStep {
  /** Code of the reference parameter. */
  readonly code: string;
  readonly type: string;
}

/** Maximum number of steps per sort key. */
export const MOST_SORT_STEPS = 2;

/** One sort key of a search. */
export interface SearchSort {
  /** Code of the search parameter; `_id` and `_lastUpdated` have no index entries. */
  readonly code: string;
  readonly of: SortedKind | 'id' | 'lastUpdated';
  readonly descending: boolean;
  /**
   * Sort by values of referenced resources: the first step starts at the sorted resource, and the key is taken from the
   * current resources that the last step reaches. The smallest of their values counts (`descending`: the greatest);
   * resources without a value come last. At most `MOST_SORT_STEPS` steps. When absent, the key is the resource's own.
   */
  readonly over?: readonly SortStep[];
}

/** A statement executed for a search, for those who analyse its cost. */
export interface SearchStep {
  readonly statement: string;
  /** The steps of the query plan, as the database describes them. */
  readonly plan: readonly string[];
  /** Number of rows returned. */
  readonly found: number;
  /** Rows of tables and indexes read to find them; absent when it was not counted. */
  readonly read?: number;
  readonly milliseconds: number;
}

/**
 * A boundary in the sort order that need not be a resource of the searched type: it was taken from a resource of
 * another type that is sorted in the same order.
 */
export interface SearchBorder {
  /** The page begins `after` it, or ends `before` it. */
  readonly side: 'after' | 'before';
  /** One entry per key of `sort`, as in `SearchPlace`; empty without `sort`, so that all resources are equal. */
  readonly keys: SortPosition['keys'];
  /** Whether resources with equal keys are on that side. */
  readonly ties: boolean;
}

/** The position of a resource on a page. */
export interface SearchPlace {
  /** One entry per key of `sort`, as compared by `comparePositions`. */
  readonly keys: SortPosition['keys'];
  /** The value that `next` would have if the page ended with this resource, and `previous` if it began with it. */
  readonly cursor: string;
}

/** Asks for one page of a search. A `count` of 0 asks for the total only. */
export interface SearchRequest extends PageLimits {
  readonly type: string;
  /**
   * All must match; when empty, every resource of the type matches. A store may refuse lists of more than 1,000 values,
   * and more than 30 clauses in total.
   */
  readonly clauses: readonly SearchClause[];
  /**
   * Sort keys, the most significant first. A resource with several entries sorts by the smallest (descending: the
   * greatest); one without entries comes last in either direction. Ties are broken by id, descending if the first key
   * is. When absent, by id alone.
   */
  readonly sort?: readonly SearchSort[];
  /** `next` of the preceding page of the same search. */
  readonly after?: string;
  /** `previous` of the following page, for the page that ends there. Not combined with `after`. */
  readonly before?: string;
  /** Replaces `after` and `before`. Only passed to stores that declare `sortAmong`. */
  readonly border?: SearchBorder;
  /** Also return `SearchPage.places`. Only passed to stores that declare `sortAmong`. */
  readonly placed?: boolean;
  /** Stop counting matches at this number; 0: do not count. When absent, count all. */
  readonly countUpTo?: number;
  /**
   * Mask of the entries that are invisible to the client (`AnyEntry.label`); no clause, sort key or count uses them.
   * Absent when there are no labels. Never passed to a store that does not declare `labels`.
   */
  readonly unseen?: Unseen;
  /** Called with each statement, by stores that support it; absent when nobody asked for an explanation. */
  readonly trace?: (step: SearchStep) => void;
}

/** One page of a search. */
export interface SearchPage {
  /**
   * Current versions without deletions, in the order of `sort`; by default ascending by id, character by character,
   * capitals before small letters. A store that assigns the ids may order them otherwise, such as by primary key.
   */
  readonly versions: readonly StoredVersion[];
  /** The position of each of `versions`, if the request says `placed`. */
  readonly places?: readonly SearchPlace[];
  /** Total number of matching resources, counted when the page was read; absent when it was not counted. */
  readonly total?: number;
  /** Counting stopped at `countUpTo`: `total` is that number, and there are more. */
  readonly hasMore?: boolean;
  /**
   * Cursor of the following page, in a format private to the store: letters, digits, `-` and `_`. Absent on the last
   * page.
   */
  readonly next?: string;
  /** Cursor of the preceding page, likewise. Absent on the first page, and from stores that cannot page backwards. */
  readonly previous?: string;
}
