import type { JsonObject, JsonValue } from '../json';
import type { ParameterType } from './kinds';

/** A text in the languages clients are told things in: markdown. */
export interface Documentation {
  readonly en: string;
  readonly fr: string;
}

/**
 * A search parameter as a plugin declares it, in the words of R4's SearchParameter. Everything else is made of it: the
 * index, the answers, CapabilityStatement, OpenAPI and the search form.
 * @see https://hl7.org/fhir/R4/searchparameter.html
 */
export interface SearchParameterDeclaration {
  /** What stands in the URL: `address-city`. */
  readonly code: string;
  readonly type: ParameterType;
  /**
   * FHIRPath of the elements it looks at: `Organization.address.city`. A choice says its type, `value.ofType(Coding)`.
   * One of `expression` and `extract` is there.
   */
  readonly expression?: string;
  /** The same as a function, for what FHIRPath cannot say. */
  readonly extract?: Extract;
  /** Of a reference: the resource types that count; absent: all its element allows. */
  readonly target?: readonly string[];
  /** What it looks at; how values are written is told of each type anyway. */
  readonly documentation: Documentation;
  /** A value that finds something. */
  readonly example?: string;
}

export interface Extract {
  /** FHIR type of the elements it gives: `CodeableConcept`. */
  readonly type: string;
  /** Pure, and never throws; the resource may be one that is not valid. */
  from(resource: Readonly<JsonObject>): readonly JsonValue[];
}

/** The same for types that other plugins serve. */
export interface SearchParameterOfOthers extends SearchParameterDeclaration {
  readonly base: readonly string[];
}
