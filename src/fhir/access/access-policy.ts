import 'reflect-metadata';
import type { JsonPath } from '../errors/json-path';
import type { JsonObject } from '../json/json-value';
import type { Text } from '../messages';
import type { RequestContext } from '../plugin/request-context';
import type { SearchClause } from '../ports/search';

/** Why a request is refused, with status 403. Its texts must not reveal what is hidden. */
export interface Denial {
  /**
   * The scope that would suffice, such as `system/Organization.u`; reported in `WWW-Authenticate` with
   * `insufficient_scope`.
   */
  readonly scope?: string;
  /** What is refused, in one sentence. Default: "This client may not do this". */
  readonly text?: Text;
  /** What would be right. */
  readonly hint?: Text;
  /** FHIRPath of the element at fault, as the client sees the resource. */
  readonly expression?: string;
}

/** A place in a resource that some clients may not see. */
export interface LabelledPlace {
  /**
   * JSON members and indexes from the root of the resource: `['telecom', 1]`. The path of a primitive covers its
   * sibling (`_name`) as well. An empty path labels the whole resource.
   */
  readonly path: JsonPath;
  /** One of `Labelling.names`. */
  readonly label: string;
}

/**
 * Which elements of resources carry which labels, independent of who asks. The search index keeps the labels of the
 * elements its entries were taken from; policies say from whom a label is hidden.
 */
export interface Labelling {
  /**
   * All labels, each once. The policies of a server have at most 26 labels together. Add new ones at the end: index
   * entries hold their numbers, and servers of the version before may be running while the index is rebuilt.
   */
  readonly names: readonly string[];
  /** Increase it when resources get other labels than before; the search index is then rebuilt. Default: 1. */
  readonly version?: number;
  /**
   * Must be pure and must not throw; the resource may be invalid. Most resources have no labels: an empty list costs
   * nothing. Where the whole resource is hidden, its elements need no labels of their own.
   */
  of(type: string, resource: Readonly<JsonObject>): readonly LabelledPlace[];
}

/** Resources of a type in which a client sees some of what is hidden from it in the others. */
export interface Disclosure {
  /** Some of the labels in `AccessPolicy.hidden`. Labels of whole resources stay hidden. */
  readonly labels: readonly string[];
  /**
   * What those resources match; all must hold. The clauses are those of `AccessPolicy.narrow`, and are evaluated
   * likewise. They should count only what the client may see: otherwise it learns that there is more.
   */
  readonly where: readonly SearchClause[];
}

/** A change a client is about to make, in terms of the whole resource. */
export interface AccessChange {
  readonly context: RequestContext;
  readonly type: string;
  /** Absent for a creation. */
  readonly before?: Readonly<JsonObject>;
  /** Absent for a deletion. */
  readonly after?: Readonly<JsonObject>;
  /**
   * The outermost places where the two differ, as JSON members and indexes: `['telecom', 0, 'value']`. Lists of
   * different length differ as a whole. For a creation or a deletion it is the whole resource, `[]`. Computed on first
   * use.
   */
  readonly paths: readonly JsonPath[];
}

/**
 * Who may do what, and how much of the resources they see. A policy is a provider of a plugin marked with
 * `@FhirPolicy()`, or is given to FhirModule as `policies`. What a policy leaves out is not restricted.
 *
 * A policy governs everything a client can observe: reads, versions, searches with their totals and order, chains,
 * includes, exports, patches, error texts. If there are several policies, all must agree: a request that one refuses is
 * refused, what one hides is hidden, and every narrowing applies. A resource that a client may not see is answered as
 * if it did not exist.
 *
 * Every method receives the `context`, whose `principal` says who asks. A method may be called more than once per
 * request, also with the type or id of another context of the same request. It must answer the same for the same
 * principal and headers. Lists that it returns must not change afterwards. Return the same list object for the same
 * answer: what is made of it, such as a database statement, is kept with the list.
 */
export interface AccessPolicy {
  /** Name of the policy, `[a-z0-9-]+`, unique within a server. Index entries contain it. */
  readonly name: string;
  /** Absent when the policy hides nothing by label. */
  readonly labels?: Labelling;
  /** Request headers the policy reads besides `Authorization`; they go into `Vary`. */
  readonly headers?: readonly string[];
  /** One sentence per header on what to send in it. The OpenAPI document has an input for each. */
  readonly headerHints?: Readonly<Record<string, string>>;
  /**
   * Whether an interaction may happen. It is asked once per request and once per entry of a Bundle, before anything is
   * read. `context.interaction`, `type` and `operation` say which interaction it is; a system-level operation has no
   * type.
   * @returns the reason for a refusal; undefined when it may happen
   * @throws FhirError `unauthenticated` when the request is anonymous and must not be
   */
  admit?(context: RequestContext): Denial | undefined | Promise<Denial | undefined>;
  /** Which of the policy's labels are hidden in resources of a type. */
  hidden?(context: RequestContext, type: string): readonly string[];
  /**
   * Labels that are hidden in resources of a type except in those that match clauses, about other resources as well: in
   * a place, for example, when it is run by the client's organization. A label is in one disclosure of a type at most.
   */
  disclosed?(context: RequestContext, type: string): readonly Disclosure[];
  /**
   * Conditions that resources of a type must meet to be visible, for every interaction. All must hold; an empty list
   * shows all. They are evaluated on the index of the whole resource: each clause names the code of a search parameter
   * of the type. Return `NOTHING` for a type that must not be seen at all.
   */
  narrow?(context: RequestContext, type: string): readonly SearchClause[];
  /**
   * Whether answers may contain what is stored of a type; default: they may. A client that may write without reading
   * gets neither resources nor errors that tell what they contain, and its patches must not depend on it.
   */
  reads?(context: RequestContext, type: string): boolean;
  /**
   * Whether a change may be made. It is asked for every change, with the whole resource before and after, before
   * anything is written; not for a write that changes nothing. That the client sees both states, and that nothing
   * hidden is touched, has already been checked.
   * @returns the reason for a refusal; undefined when it may be made
   */
  change?(change: AccessChange): Denial | undefined | Promise<Denial | undefined>;
}

/** Matches no resource; for `AccessPolicy.narrow`. */
export const NOTHING: readonly SearchClause[] = Object.freeze([{ kind: 'any', clauses: [] } as const]);

const POLICY = Symbol('fhir:policy');

/** Marks a provider of a plugin as an `AccessPolicy`. The provider must have the default scope. */
export function FhirPolicy() {
  return <T extends new (...args: never[]) => AccessPolicy>(target: T): void => {
    Reflect.defineMetadata(POLICY, true, target);
  };
}

export function isPolicy(instance: object): instance is AccessPolicy {
  return Reflect.getMetadata(POLICY, instance.constructor) === true;
}
