import { say, type Message } from '../messages';
import type { IndexEntry } from '../ports/index-change';
import type { JsonObject, JsonValue } from '../json';
import type { Clock } from '../ports/clock';
import type { SearchClause, SearchSort } from '../ports/search';
import type { Divisible } from '../steps';
import type { Documentation } from './declaration';
import type { Asked, ParameterType } from './kinds';
import type { Reach } from './reach';
import type { Terminology } from './terminology';

/**
 * A compiled search parameter. The declared search capabilities, and the reasons for refusals, are derived from these.
 * @typeParam C the clause type an occurrence is compiled to
 */
export interface SearchParameter<C = SearchClause> {
  readonly code: string;
  /** Type as in R4's SearchParameter.type. */
  readonly type: ParameterType;
  readonly documentation: Documentation;
  readonly example?: string;
  readonly modifiers: readonly string[];
  /** The kind of entry it sorts by; absent when it cannot be sorted by. */
  readonly sort?: SearchSort['of'] | undefined;
  /** For reference parameters. */
  readonly reference?: {
    /** Code of its entries. */
    readonly code: string;
    /** Allowed target types; absent for any. */
    readonly targets?: readonly string[];
  };
  /** FHIRPath of its records: within a query, criteria on parameters with the same group must hold for one record. */
  readonly group?: string;
  /**
   * The clause for one occurrence of the parameter.
   * @param asked its modifier, if any, is one of `modifiers`
   * @throws FhirError `invalid-request` for an invalid value
   */
  clause(asked: Asked): C;
}

/** A parameter that has entries in an index. */
export interface IndexedParameter extends SearchParameter {
  /**
   * The entries of a resource, without duplicates.
   * @param baseUrl base URL of this server, without a trailing slash
   * @param most when there are more entries than this, some of them may be left out
   */
  readonly entries: Divisible<
    [resource: Readonly<JsonObject>, baseUrl: string | undefined, most?: number],
    readonly IndexEntry[]
  >;
  /** The possible codes of its entries; empty when it is answered from the entries of another parameter. */
  readonly codes: readonly string[];
  /** Whether labels changed, so that entries may differ although the elements they are made of did not change. */
  relabelled?(before: Readonly<JsonObject>, after: Readonly<JsonObject>): boolean;
  /** Paths of the JSON members its entries are made from; absent when they may be made from any. */
  readonly roots?: readonly (readonly string[])[];
  /**
   * The nodes that its entries are made of, each by itself.
   * @returns undefined, as when absent, for two states of a resource of which all entries must be compared
   */
  nodesOf?(before: Readonly<JsonObject>, after: Readonly<JsonObject>): Nodes | undefined;
  /** Changes when its entries may change. */
  readonly origin: string;
  /** FHIRPath of the elements it searches, for people. */
  readonly place: string;
}

/** What entries are made of. Equal nodes have the same entries. */
export interface Nodes {
  of(resource: Readonly<JsonObject>, members: ReadonlySet<string>): readonly JsonValue[];
  entries(node: JsonValue, baseUrl: string | undefined): readonly IndexEntry[];
}

/** A type with its search parameters. */
export interface Searchable<C = SearchClause> {
  readonly type: string;
  readonly parameters: readonly SearchParameter<C>[];
  /** The types that references lead to; absent when they cannot be followed. */
  readonly reach?: Reach<C>;
  /** Absent when no terminology is available. */
  readonly terminology?: Terminology;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Whether it can be sorted by referenced resources. */
  readonly sortedOver?: boolean;
}

/** What its parameters use besides the query. */
export function meansOf({ terminology, clock }: Searchable<unknown>): Pick<Asked, 'terminology' | 'clock'> {
  return { ...(terminology && { terminology }), ...(clock && { clock }) };
}

/** A searchable type whose resources are kept in a store. */
export interface SearchableType extends Searchable {
  readonly indexed: readonly IndexedParameter[];
  /** `indexed` with labelled entries, as kept in the index; absent without labels. */
  readonly kept?: readonly IndexedParameter[];
  /** Changes when resources may have other entries. */
  readonly digest: string;
  /** Changes when entries may have other labels; absent without labels. */
  readonly labels?: string;
}

/** Lists the search parameters of a type, as a sentence. */
export function searchableBy({ type, parameters }: Searchable<unknown>): Message {
  if (parameters.length === 0) return say`${type} has no search parameter here.`;
  return say`${type} can be searched by ${parameters.map(({ code }) => code).join(', ')}.`;
}
