import type { FhirResource } from 'fhir/r4';
import { isResourceType } from '../model/definitions';
import type { SearchParameterDeclaration } from '../search';

/** Interactions a type can be served with, by the names of the specification (R4 http.html). */
export type Interaction =
  'read' | 'vread' | 'history-instance' | 'history-type' | 'search-type' | 'create' | 'update' | 'patch' | 'delete';

/** All that a server needs to know to serve one resource type; routes, 405, metadata and OpenAPI are read from it. */
export interface ResourceDefinition<R extends FhirResource = FhirResource> {
  readonly type: R['resourceType'];
  readonly interactions: readonly Interaction[];
  /** Canonical URLs of the profiles instances are meant to follow; the first is the main one. */
  readonly profiles?: readonly string[];
  /** What the type stands for in this directory: markdown, shown in CapabilityStatement and OpenAPI. */
  readonly documentation?: string;
  /** What it can be searched by, besides what every type has (`_id`, `_lastUpdated`, `_tag`, `_profile`, `_security`, `_source`, `identifier`). */
  readonly searchParameters?: readonly SearchParameterDeclaration[];
  /**
   * Whether its texts are searched word by word, by `_content` and `_text`; default: no. Each word is a row of the index, which a
   * write that adds or removes words pays for.
   */
  readonly fullText?: boolean;
  readonly examples?: ResourceExamples;
}

/** Requests that work as they stand, by their labels, for people who explore with Swagger UI. */
export interface ResourceExamples {
  /** A logical id to try; that of the resources in `update`. */
  readonly id?: string;
  readonly create?: Readonly<Record<string, object>>;
  readonly update?: Readonly<Record<string, object>>;
  readonly patch?: Readonly<Record<string, PatchExample>>;
  /** Logical id of a resource that no other refers to, so that it can be deleted; that to try where it is not given. */
  readonly delete?: string;
}

/** A patch, and what it is to be applied to. */
export interface PatchExample {
  /** Logical id of the resource. */
  readonly id: string;
  /** A token that finds this resource and no other: `value`, or `system|value`. */
  readonly identifier?: string;
  readonly body: object;
}

/** @throws Error at load when the type is none of R4's, or an interaction is listed twice */
export function defineResource<R extends FhirResource>(definition: ResourceDefinition<R>): ResourceDefinition<R> {
  const { type, interactions } = definition;
  if (!isResourceType(type)) throw new Error(`${type} is not a resource type of FHIR R4`);
  if (new Set(interactions).size !== interactions.length) throw new Error(`${type} lists an interaction twice`);
  return Object.freeze(definition);
}
