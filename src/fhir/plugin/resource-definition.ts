import type { FhirResource } from 'fhir/r4';
import { isResourceType } from '../model/definitions';
import type { SearchParameterDeclaration } from '../search';

/**
 * Interactions that a type can be served with, as the specification names them.
 * @see https://hl7.org/fhir/R4/http.html
 */
export type Interaction =
  'read' | 'vread' | 'history-instance' | 'history-type' | 'search-type' | 'create' | 'update' | 'patch' | 'delete';

/**
 * Everything a server needs in order to serve one resource type. Routes, 405 answers, CapabilityStatement and OpenAPI
 * derive from it.
 */
export interface ResourceDefinition<R extends FhirResource = FhirResource> {
  readonly type: R['resourceType'];
  readonly interactions: readonly Interaction[];
  /** Canonical URLs of the profiles that instances should conform to, the main profile first. */
  readonly profiles?: readonly string[];
  /** What the type represents in this application: markdown, shown in CapabilityStatement and OpenAPI. */
  readonly documentation?: string;
  /**
   * Search parameters in addition to those of every type (`_id`, `_lastUpdated`, `_tag`, `_profile`, `_security`,
   * `_source`, `identifier`).
   */
  readonly searchParameters?: readonly SearchParameterDeclaration[];
  /**
   * Whether `_content` and `_text` search the resource's texts word by word; default: false. Each word is an index row,
   * which makes writes that add or remove words slower.
   */
  readonly fullText?: boolean;
  readonly examples?: ResourceExamples;
}

/** Example requests for Swagger UI, by label. They must work unchanged. */
export interface ResourceExamples {
  /** Logical id of an existing resource; the resources in `update` have this id. */
  readonly id?: string;
  readonly create?: Readonly<Record<string, object>>;
  readonly update?: Readonly<Record<string, object>>;
  readonly patch?: Readonly<Record<string, PatchExample>>;
  /** Logical id of a resource that nothing refers to, so that it can be deleted. Default: `id`. */
  readonly delete?: string;
}

/** An example patch, and the resource it applies to. */
export interface PatchExample {
  /** Logical id of the resource. */
  readonly id: string;
  /** A token that matches only this resource: `value`, or `system|value`. */
  readonly identifier?: string;
  readonly body: object;
}

/**
 * Declares a resource type.
 * @throws Error when the module is loaded: the type is not an R4 resource type, or an interaction is listed twice
 */
export function defineResource<R extends FhirResource>(definition: ResourceDefinition<R>): ResourceDefinition<R> {
  const { type, interactions } = definition;
  if (!isResourceType(type)) throw new Error(`${type} is not a resource type of FHIR R4`);
  if (new Set(interactions).size !== interactions.length) throw new Error(`${type} lists an interaction twice`);
  return Object.freeze(definition);
}
