import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
import type { IssueDetail } from '../../errors/fhir-error';
import type { JsonPath } from '../../errors/json-path';
import type { Documentation } from '../../search';
import type { DeletePlan, Plan, PlanOutcome, WritePlan } from '../write-plan';
import type { RequestContext } from '../../plugin/request-context';

export type OperationLevel = 'system' | 'type' | 'instance' | 'version';
type TypeName = FhirResource['resourceType'];
type ResourceOf<T> = T extends TypeName ? Extract<FhirResource, { resourceType: T }> : FhirResource;

export type OperationMethod = 'GET' | 'POST' | 'DELETE';

export interface OperationAnswerFacts {
  readonly description: string;
  /** Methods that have this answer. Default: all. */
  readonly methods?: readonly OperationMethod[];
  /** The body is an OperationOutcome. */
  readonly outcome?: true;
  /** The body is a resource of this type. */
  readonly resource?: TypeName;
  /** JSON Schemas of bodies that are not resources, by media type. */
  readonly content?: Readonly<Record<string, object>>;
}

export interface OperationOptions<L extends readonly OperationLevel[], I extends object> {
  /**
   * `[base]/$name`, `[base]/[type]/$name`, `[base]/[type]/[id]/$name` and `[base]/[type]/[id]/_history/[vid]/$name`.
   */
  readonly level: L;
  /** The operation writes: POST only, through the write pipeline. Default: false. */
  readonly affectsState?: boolean;
  /** A class whose properties are marked with `@OperationParameter`. Absent: the operation takes no parameters. */
  readonly input?: Type<I>;
  /**
   * Such a class for the answer, or the type of the resource that is the answer. Default: the type of the instance if
   * the operation writes.
   */
  readonly output?: Type<object> | TypeName | 'Resource';
  /** A few words, for lists. Default: the name. */
  readonly title?: string;
  readonly documentation?: string | Documentation;
  /** Canonical URL of the published operation this one implements. */
  readonly base?: string;
  /** Levels that accept GET although some parameters cannot be sent in a URL; those are then absent. */
  readonly get?: readonly OperationLevel[];
  /** Methods accepted at every level, instead of the default ones. */
  readonly methods?: readonly OperationMethod[];
  /** False: GET starts something, such as a job, so HEAD is not served. */
  readonly safe?: false;
  /** Answers are not resources; the handler negotiates their format itself. */
  readonly ownFormat?: true;
  /** `jobs`: the operation is served only if the store keeps jobs. */
  readonly needs?: 'jobs';
  /** Answers for the OpenAPI document, by status. Default: derived from `output`. */
  readonly answers?: Readonly<Record<number, OperationAnswerFacts>>;
  /** False: the handler reads what it needs, and the instance need not exist. */
  readonly reads?: false;
  /**
   * The handler judges an unchecked resource whose XML is not FHIR, too: what cannot be read is left out of it, and is in
   * `misread`. Default: 400.
   */
  readonly takesMisread?: true;
}

/** The argument of an operation handler. */
export interface OperationCall<I extends object = object, R extends FhirResource = FhirResource> {
  readonly context: RequestContext;
  /** HEAD is passed as GET. */
  readonly method: OperationMethod;
  /** Bound and checked. */
  readonly input: I;
  /** The stored instance; absent at levels without one. */
  readonly current?: Readonly<R>;
  /** Makes plans for writes; present only if the operation affects state. */
  readonly plans?: PlanMaker;
  /** What was left out of the XML of an unchecked resource; empty unless the operation takes it. */
  readonly misread: readonly IssueDetail[];
  /** The path of a parameter's value in the body, for the `path` of an issue. */
  placeOf(parameter: string): JsonPath;
}

/** The argument of a handler at instance level. A returned instance is written; undefined leaves it as it is. */
export interface OperationEvent<R extends FhirResource = FhirResource, I extends object = object> extends OperationCall<
  I,
  R
> {
  /** The handler is called again with the new stored state if another writer was faster. */
  readonly current: Readonly<R>;
}

/** Makes plans for writes besides, or instead of, that of the instance. The rules of each type apply. */
export interface PlanMaker {
  create<R extends FhirResource>(resource: R): WritePlan;
  /** @param change makes the new resource; undefined leaves it as it is */
  update<T extends TypeName>(
    type: T,
    id: string,
    change: (current: Readonly<ResourceOf<T>>) => ResourceOf<T> | undefined,
  ): WritePlan;
  delete(type: TypeName, id: string): DeletePlan;
}

/** Several writes to carry out atomically, and the answer once that is done. */
export interface OperationPlans {
  readonly plans: readonly Plan[];
  /** Default: no answer. */
  answer?(outcomes: readonly PlanOutcome[]): object | undefined | Promise<object | undefined>;
}

type CallOf<T, L extends readonly OperationLevel[], I extends object> = L[number] extends 'instance'
  ? OperationEvent<ResourceOf<T>, I>
  : OperationCall<I, ResourceOf<T>>;
/** A resource, an object of the `output` class, plans, a FhirReply, or nothing. */
export type OperationAnswer = object | undefined | void;
export type OperationHandler = (call: OperationCall) => OperationAnswer | Promise<OperationAnswer>;

export interface OperationFacts extends OperationOptions<readonly OperationLevel[], object> {
  /** `system` for an operation of the server; at the levels type and instance it exists for every type. */
  readonly type: TypeName | 'system';
  /** With the dollar sign: `$close`. */
  readonly name: string;
}

const OPERATION = Symbol('fhir:operation');

/**
 * Marks a method of a provider of a plugin as an operation. Routes, hooks, 405 answers, CapabilityStatement,
 * OperationDefinition and OpenAPI are derived from it. A method with a wrong signature does not compile.
 * @param type type of the resources it is about, or `system`
 * @see https://hl7.org/fhir/R4/operations.html
 */
export function FhirOperation<
  const T extends TypeName | 'system',
  const L extends readonly OperationLevel[],
  I extends object = object,
>(type: T, name: `$${string}`, options: OperationOptions<L, I>) {
  return <H extends (call: CallOf<T, L, I>) => OperationAnswer | Promise<OperationAnswer>>(
    _target: object,
    _key: string | symbol,
    method: TypedPropertyDescriptor<H>,
  ): void => {
    Reflect.defineMetadata(OPERATION, { ...options, type, name }, method.value as object);
  };
}

export function operationFactsOf(method: object): OperationFacts | undefined {
  return Reflect.getMetadata(OPERATION, method) as OperationFacts | undefined;
}
