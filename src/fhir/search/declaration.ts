import type { JsonObject, JsonValue } from '../json';
import type { ParameterType } from './kinds';
import type { Position } from './sphere';

/** Markdown in the languages of the server. */
export interface Documentation {
  readonly en: string;
  readonly fr: string;
}

/**
 * The declaration of a search parameter by a plugin, in terms of R4's SearchParameter. The index, search itself, the
 * CapabilityStatement, OpenAPI and the search form are all derived from it.
 * @see https://hl7.org/fhir/R4/searchparameter.html
 */
export interface SearchParameterDeclaration {
  /** Name in the URL: `address-city`. */
  readonly code: string;
  readonly type: ParameterType;
  /**
   * FHIRPath of the indexed elements: `Organization.address.city`. A choice element must state its type,
   * `value.ofType(Coding)`. Exactly one of `expression` and `extract` is required.
   */
  readonly expression?: string;
  /** A function instead of `expression`, for what FHIRPath cannot express. */
  readonly extract?: Extract;
  /** For references: the allowed target types. Default: all that the element allows. */
  readonly target?: readonly string[];
  /**
   * FHIRPath of records within the resource, `Location.extension('…')`; `expression` is then relative to each record.
   * Within one query, criteria on parameters with the same `group` must hold for one and the same record.
   */
  readonly group?: string;
  /**
   * For a `composite`: the parts between the dollar signs. Its `expression` selects the records that contain the parts;
   * the type name alone selects the resource itself.
   */
  readonly components?: readonly Component[];
  /** For a `quantity`: the unit of values without one. */
  readonly unit?: { readonly system: string; readonly code: string };
  /** For a `string`: splits a text into words, to search by word. All words of a query must occur. */
  readonly words?: (text: string) => readonly string[];
  /**
   * Increase it when `extract` or `words` produce other entries than before, so that the index is rebuilt. Without it, the
   * index is rebuilt whenever the text of one of these functions changes, which may also be due to a compiler or bundler.
   */
  readonly version?: number;
  /** For a `special` parameter, which searches positions: names that can be used instead of coordinates. */
  readonly places?: Places;
  /**
   * Code of another parameter over the same elements, whose entries are used; this one then has no entries of its own.
   */
  readonly indexedAs?: string;
  /** What it searches. The syntax of values is documented per type and need not be repeated. */
  readonly documentation: Documentation;
  /** A value that finds something. */
  readonly example?: string;
}

export interface Component {
  readonly type: Exclude<ParameterType, 'composite' | 'special'>;
  /** Relative to a record: `code`, `value.ofType(Quantity)`. */
  readonly expression: string;
}

/** Named positions, such as towns. */
export interface Places {
  find(name: string): Position | undefined;
  /** Placeholder for a name in the documentation of values: `code`. */
  readonly called: string;
}

export interface Extract {
  /** FHIR type of the returned elements: `CodeableConcept`. */
  readonly type: string;
  /** Members of the resource that it reads; absent when it may read any. */
  readonly members?: readonly string[];
  /** Must be pure and must not throw; the resource may be invalid. */
  from(resource: Readonly<JsonObject>): readonly JsonValue[];
  /**
   * Extracts from some members only. Provide it only if extracting from all members is the union of extracting from
   * each. A write then need not read the members it leaves unchanged.
   */
  ofMembers?(resource: Readonly<JsonObject>, members: ReadonlySet<string>): readonly JsonValue[];
}

/** A declaration for types that other plugins serve. */
export interface SearchParameterOfOthers extends SearchParameterDeclaration {
  readonly base: readonly string[];
}
