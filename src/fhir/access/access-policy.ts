import 'reflect-metadata';
import type { JsonPath } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import type { Text } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import type { SearchClause } from '../ports/search';

/** Why something may not be done: 403. Nothing in it may tell what is hidden. */
export interface Denial {
  /** The scope that would do, `system/Organization.u`: told in `WWW-Authenticate` as `insufficient_scope`. */
  readonly scope?: string;
  /** What may not be done, one sentence; default: that the client may not do this. */
  readonly text?: Text;
  /** What would be right. */
  readonly hint?: Text;
  /** FHIRPath of the element at fault, as the client sees the resource. */
  readonly expression?: string;
}

/** A place in a resource that not everybody may see. */
export interface LabelledPlace {
  /** JSON members and indexes from the resource on, `['telecom', 1]`; a primitive's goes for what stands beside it (`_name`) too. None: the whole resource. */
  readonly path: JsonPath;
  /** One of `Labelling.names`. */
  readonly label: string;
}

/**
 * Which elements of resources carry which labels. It knows nothing of who asks: the index of searches keeps the labels of what
 * its entries were taken from, and policies say whom they hide it from.
 */
export interface Labelling {
  /** All labels there may be, each once. Of all policies of a server together there are 26 at most. */
  readonly names: readonly string[];
  /** To be counted up when resources come to other labels than before: the index of searches is made anew then. Default: 1. */
  readonly version?: number;
  /**
   * Pure, and never throws; the resource may be one that is not valid. Most resources have no label: an empty list costs nothing.
   * What is labelled where the resource is not to be seen at all has no need of labels of its own.
   */
  of(type: string, resource: Readonly<JsonObject>): readonly LabelledPlace[];
}

/** A change of a resource that somebody is about to make, on the whole of it. */
export interface AccessChange {
  readonly context: RequestContext;
  readonly type: string;
  /** Absent: it is created. */
  readonly before?: Readonly<JsonObject>;
  /** Absent: it is deleted. */
  readonly after?: Readonly<JsonObject>;
  /**
   * The outermost places where the two differ, as JSON members and indexes: `['telecom', 0, 'value']`; of lists that are not
   * equally long, the list. That of a creation and a deletion is the resource, `[]`. Computed when it is asked for.
   */
  readonly paths: readonly JsonPath[];
}

/**
 * Who may do what, and what of the resources they see: a provider of a plugin that is marked with `@FhirPolicy()`, or given to
 * FhirModule as `policies`. What is left out is not limited.
 *
 * Everything a client can observe follows from it: reads, versions, searches with their totals and order, chains, includes,
 * exports, patches, error texts. Of several policies each must agree: one that refuses refuses, what one hides is hidden, what
 * one narrows is narrow. A resource that somebody may not see is answered as one that there is not.
 *
 * All is asked of the policy by `context`, of which `principal` says who asks. It may be asked more than once a request, and of
 * a context whose type or id another one of the same request had: it answers alike for the same principal and headers.
 */
export interface AccessPolicy {
  /** Its name, `[a-z0-9-]+`: no two policies of a server have the same. Index entries are made by it. */
  readonly name: string;
  /** Absent: it hides nothing in part. */
  readonly labels?: Labelling;
  /** Request headers that it looks at besides `Authorization`, for `Vary`. */
  readonly headers?: readonly string[];
  /** What to send in them, a sentence each by their name: for the document of the API, which has an input for each. */
  readonly headerHints?: Readonly<Record<string, string>>;
  /**
   * Whether an interaction may happen: asked once a request, and of each entry of a bundle, before anything is looked at.
   * `context.interaction`, `type` and `operation` say which; an operation of the system has no type.
   * @returns why not; nothing: it may
   * @throws FhirError `unauthenticated` where nobody is known, and somebody has to be
   */
  admit?(context: RequestContext): Denial | undefined | Promise<Denial | undefined>;
  /** Which of its labels are hidden in resources of a type. */
  hidden?(context: RequestContext, type: string): readonly string[];
  /**
   * What resources of a type must be to be seen, whatever the interaction; none: all are seen. All must hold. They are asked of the
   * whole resource, of its index: a clause names the code of a search parameter of the type. `NOTHING` for a type that is not to be seen.
   */
  narrow?(context: RequestContext, type: string): readonly SearchClause[];
  /**
   * Whether a change may be made: asked of every one there is, by its whole before and after, when nothing is written yet, and
   * not of a write that changes nothing. That both can be seen, and that nothing hidden is touched, is seen to already.
   * @returns why not; nothing: it may
   */
  change?(change: AccessChange): Denial | undefined | Promise<Denial | undefined>;
}

/** What no resource fits: for `AccessPolicy.narrow`. */
export const NOTHING: readonly SearchClause[] = Object.freeze([{ kind: 'any', clauses: [] } as const]);

const POLICY = Symbol('fhir:policy');

/** Marks a provider of a plugin as an `AccessPolicy`; it is of default scope. */
export function FhirPolicy() {
  return <T extends new (...args: never[]) => AccessPolicy>(target: T): void => {
    Reflect.defineMetadata(POLICY, true, target);
  };
}

export function isPolicy(instance: object): instance is AccessPolicy {
  return Reflect.getMetadata(POLICY, instance.constructor) === true;
}
