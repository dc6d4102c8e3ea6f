import type { JsonValue } from '../../json';
import type { Clock } from '../../ports/clock';
import type { IndexEntry } from '../../ports/index-change';
import type { IndexKind, SearchClause } from '../../ports/search';
import type { Places } from '../declaration';
import type { Terminology } from '../terminology';

/** Supported types of search parameters, as in R4's SearchParameter.type. */
export type ParameterType =
  'token' | 'string' | 'reference' | 'date' | 'number' | 'quantity' | 'uri' | 'composite' | 'special';

/** The facts about a parameter that a kind needs. */
export interface ParameterFacts {
  readonly code: string;
  /** Code of the entries that answer it. Default: its own. */
  readonly indexedAs?: string;
  /** FHIR types of the elements it searches. */
  readonly types?: readonly string[];
  /** Allowed target types of a reference; absent for any. */
  readonly targets?: readonly string[];
  readonly places?: Places;
  /**
   * Whether the store supports clauses of a kind. Default: always.
   * @param extra whether the clause uses another code than the parameter's
   */
  answers?(kind: IndexKind, extra: boolean): boolean;
}

/** One occurrence of a parameter in a request. */
export interface Asked {
  /** One of them must hold. Escapes are kept as sent. */
  readonly alternatives: readonly string[];
  /** The modifier: `contains` in `name:contains`. */
  readonly modifier?: string;
  /** Base URL of this server, without a trailing slash; absolute references to it are local. */
  readonly baseUrl?: string;
  /** Absent when no terminology is available. */
  readonly terminology?: Terminology;
  /** For dates that are near now. Default: the system's. */
  readonly clock?: Clock;
}

/** Makes the entries of an element. Null and values of another type have none. */
export type ToEntries = (value: JsonValue, code: string, baseUrl: string | undefined) => readonly IndexEntry[];

/** A type of search parameter: how elements become entries, and how values are parsed. */
export interface Kind {
  readonly index: IndexKind;
  /** Suffixes of further codes it may use: `identifier` for `organization:identifier`. */
  readonly extras: readonly string[];
  /** Conversions by FHIR type of the element. */
  readonly elements: Readonly<Record<string, ToEntries>>;
  /** Supported modifiers besides `missing`, which all parameters have. */
  modifiers(parameter: ParameterFacts): readonly string[];
  /**
   * The clause for one occurrence.
   * @throws FhirError `invalid-request` for invalid values
   */
  clause(parameter: ParameterFacts, asked: Asked): SearchClause;
  /** The syntax of values: markdown, by language. */
  readonly documentation: { readonly en: string; readonly fr: string };
}

export const NO_ENTRIES: readonly IndexEntry[] = [];
