import type { JsonValue } from '../../json';
import type { IndexEntry } from '../../ports/index-change';
import type { IndexKind, SearchClause } from '../../ports/search';
import type { Places } from '../declaration';
import type { Terminology } from '../terminology';

/** The types of search parameters that are understood, by the words of R4's SearchParameter.type. */
export type ParameterType =
  'token' | 'string' | 'reference' | 'date' | 'number' | 'quantity' | 'uri' | 'composite' | 'special';

/** What a kind needs to know of the parameter it reads. */
export interface ParameterFacts {
  readonly code: string;
  /** Code of the entries it is answered from; absent: its own. */
  readonly indexedAs?: string;
  /** FHIR types of the elements it looks at. */
  readonly types?: readonly string[];
  /** Resource types that a reference may name; absent: any. */
  readonly targets?: readonly string[];
  readonly places?: Places;
  /**
   * Whether the store can be asked by clauses of a kind; absent: always.
   * @param extra of a code that is not that of the parameter
   */
  answers?(kind: IndexKind, extra: boolean): boolean;
}

/** One occurrence of a parameter in a request. */
export interface Asked {
  /** Of which one must hold; escapes stand as they were sent. */
  readonly alternatives: readonly string[];
  /** `contains` of `name:contains`. */
  readonly modifier?: string;
  /** Address of this server, without a slash at the end: references to it are its own. */
  readonly baseUrl?: string;
  /** Absent: nothing is known of codes. */
  readonly terminology?: Terminology;
}

/** Makes entries of an element; null and what is not of its type make none. */
export type ToEntries = (value: JsonValue, code: string, baseUrl: string | undefined) => readonly IndexEntry[];

/** What a type of search parameter is: how its entries come from elements, and how its values are read. */
export interface Kind {
  readonly index: IndexKind;
  /** What entries it may make besides, as the end of their code: `identifier` of `organization:identifier`. */
  readonly extras: readonly string[];
  /** By FHIR type of the element. */
  readonly elements: Readonly<Record<string, ToEntries>>;
  /** Besides `missing`, which all have. */
  modifiers(parameter: ParameterFacts): readonly string[];
  /**
   * What a resource must be for one occurrence.
   * @throws FhirError `invalid-request` for values that cannot be meant
   */
  clause(parameter: ParameterFacts, asked: Asked): SearchClause;
  /** How values are written: markdown, by language. */
  readonly documentation: { readonly en: string; readonly fr: string };
}

export const NO_ENTRIES: readonly IndexEntry[] = [];
