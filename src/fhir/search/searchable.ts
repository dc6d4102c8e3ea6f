import { say, type Message } from '../messages';
import type { IndexEntry } from '../ports/index-change';
import type { JsonObject } from '../json';
import type { SearchClause, SearchSort } from '../ports/search';
import type { Documentation } from './declaration';
import type { Asked, ParameterType } from './kinds';
import type { Reach } from './reach';
import type { Terminology } from './terminology';

/**
 * A search parameter that works; what is declared of search, and what is refused, is read off these.
 * @typeParam C what its occurrences come to
 */
export interface SearchParameter<C = SearchClause> {
  readonly code: string;
  /** By the words of R4's SearchParameter.type. */
  readonly type: ParameterType;
  readonly documentation: Documentation;
  readonly example?: string;
  readonly modifiers: readonly string[];
  /** What it sorts by; absent: it does not. */
  readonly sort?: SearchSort['of'] | undefined;
  /** Of a reference. */
  readonly reference?: {
    /** Of its entries. */
    readonly code: string;
    /** Resource types that it may name; absent: any. */
    readonly targets?: readonly string[];
  };
  /** FHIRPath of the records its entries are from: criteria of one query about parameters with the same ones mean one record. */
  readonly group?: string;
  /**
   * What a resource must be for one occurrence of the parameter.
   * @param asked with a modifier only if it is one of `modifiers`
   * @throws FhirError `invalid-request` for a value that cannot be meant
   */
  clause(asked: Asked): C;
}

/** A parameter whose entries stand in an index. */
export interface IndexedParameter extends SearchParameter {
  /** Each once. @param baseUrl address of this server, without a slash at the end */
  entries(resource: Readonly<JsonObject>, baseUrl: string | undefined): readonly IndexEntry[];
  /** The codes that its entries may have; none: it is answered from those of another one. */
  readonly codes: readonly string[];
  /** Whether its entries may be others though nothing it looks at changed: they carry labels, and labels changed. */
  relabelled?(before: Readonly<JsonObject>, after: Readonly<JsonObject>): boolean;
  /** JSON members of the resource that its entries are made of, as paths; absent: it may be any. */
  readonly roots?: readonly (readonly string[])[];
  /** Those of some members of the resource; absent: they are not what each member gives for itself. */
  entriesOfMembers?(
    resource: Readonly<JsonObject>,
    members: ReadonlySet<string>,
    baseUrl: string | undefined,
  ): readonly IndexEntry[];
  /** Another one when its entries may be others. */
  readonly origin: string;
  /** FHIRPath of what it looks at, for people. */
  readonly place: string;
}

/** A type, and what it can be searched by. */
export interface Searchable<C = SearchClause> {
  readonly type: string;
  readonly parameters: readonly SearchParameter<C>[];
  /** Where references lead; absent: nowhere. */
  readonly reach?: Reach<C>;
  /** Absent: nothing is known of codes. */
  readonly terminology?: Terminology;
  /** It is sorted by what its references lead to as well. */
  readonly sortedOver?: boolean;
}

/** The same of a type whose resources a store keeps. */
export interface SearchableType extends Searchable {
  readonly indexed: readonly IndexedParameter[];
  /** The same as an index keeps their entries, with labels; absent: they carry none. */
  readonly kept?: readonly IndexedParameter[];
  /** Another one when resources may be found by other entries. */
  readonly digest: string;
}

/** What can be searched by, as a sentence. */
export function searchableBy({ type, parameters }: Searchable<unknown>): Message {
  if (parameters.length === 0) return say`${type} has no search parameter here.`;
  return say`${type} can be searched by ${parameters.map(({ code }) => code).join(', ')}.`;
}
