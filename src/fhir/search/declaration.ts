import type { JsonObject, JsonValue } from '../json';
import type { ParameterType } from './kinds';
import type { Position } from './sphere';

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
  /**
   * FHIRPath of records of the resource, `Location.extension('…')`; `expression` begins at each of them then. Criteria of one
   * query about parameters with the same records mean one and the same record.
   */
  readonly group?: string;
  /**
   * Of a `composite`: what stands between the dollar signs. Its `expression` finds the records that the parts are in; the name of
   * the type alone is the resource itself.
   */
  readonly components?: readonly Component[];
  /** Of a `quantity`: the unit of values that name none. */
  readonly unit?: { readonly system: string; readonly code: string };
  /** Of a `string`: it is searched word by word, by what this makes of a text. All words that are looked for must be there. */
  readonly words?: (text: string) => readonly string[];
  /** Of a `special`, which looks at positions: places that are named instead of their coordinates. */
  readonly places?: Places;
  /** Code of the parameter whose entries it is answered from; it looks at the same elements and keeps no entries. */
  readonly indexedAs?: string;
  /** What it looks at; how values are written is told of each type anyway. */
  readonly documentation: Documentation;
  /** A value that finds something. */
  readonly example?: string;
}

export interface Component {
  readonly type: Exclude<ParameterType, 'composite' | 'special'>;
  /** From a record on: `code`, `value.ofType(Quantity)`. */
  readonly expression: string;
}

/** Positions that have a name, such as that of a town. */
export interface Places {
  find(name: string): Position | undefined;
  /** What stands in the place of a name where it is told how values are written: `code`. */
  readonly called: string;
}

export interface Extract {
  /** FHIR type of the elements it gives: `CodeableConcept`. */
  readonly type: string;
  /** JSON members of the resource that it looks at; absent: any. */
  readonly members?: readonly string[];
  /** Pure, and never throws; the resource may be one that is not valid. */
  from(resource: Readonly<JsonObject>): readonly JsonValue[];
  /**
   * The same of some members, where it is what all members give one by one: a write that changes nothing of it in the members it
   * changes has not to look at the others.
   */
  ofMembers?(resource: Readonly<JsonObject>, members: ReadonlySet<string>): readonly JsonValue[];
}

/** The same for types that other plugins serve. */
export interface SearchParameterOfOthers extends SearchParameterDeclaration {
  readonly base: readonly string[];
}
