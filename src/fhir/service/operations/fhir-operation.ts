import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import type { FhirResource } from 'fhir/r4';
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
  /** Methods that are answered so; default: all. */
  readonly methods?: readonly OperationMethod[];
  /** It tells an OperationOutcome. */
  readonly outcome?: true;
  /** It tells a resource of this type. */
  readonly resource?: TypeName;
  /** Schemas of bodies that are no resources, by media type, as JSON Schema has them. */
  readonly content?: Readonly<Record<string, object>>;
}

export interface OperationOptions<L extends readonly OperationLevel[], I extends object> {
  /** At `[base]/$name`, `[base]/[type]/$name`, `[base]/[type]/[id]/$name` and `[base]/[type]/[id]/_history/[vid]/$name`. */
  readonly level: L;
  /** It writes: by POST alone, and through the write pipeline. Default: false. */
  readonly affectsState?: boolean;
  /** A class whose properties are marked with `@OperationParameter`; absent: there are no parameters. */
  readonly input?: Type<I>;
  /** The same for the answer; or the type of the resource that is the answer. Absent: that of the instance if it writes. */
  readonly output?: Type<object> | TypeName | 'Resource';
  /** A few words, for lists; default: its name. */
  readonly title?: string;
  readonly documentation?: string | Documentation;
  /** Canonical of the published operation that this one is. */
  readonly base?: string;
  /** Levels that take GET though not all parameters could stand in a URL: those that cannot are absent then. */
  readonly get?: readonly OperationLevel[];
  /** Methods it takes at every level, in place of those that follow from the rest. */
  readonly methods?: readonly OperationMethod[];
  /** Its answers are no resources: formats that a request asks for are for the handler to look at. */
  readonly ownFormat?: true;
  /** `jobs`: where the store keeps none, the operation is not served. */
  readonly needs?: 'jobs';
  /** What the document of the API says of its answers, by status; absent: what follows from `output`. */
  readonly answers?: Readonly<Record<number, OperationAnswerFacts>>;
  /** false: the handler reads what it needs itself, and the instance need not be there. */
  readonly reads?: false;
}

/** What a handler of an operation is given, whatever its level. */
export interface OperationCall<I extends object = object, R extends FhirResource = FhirResource> {
  readonly context: RequestContext;
  /** HEAD is GET. */
  readonly method: OperationMethod;
  /** Bound and checked. */
  readonly input: I;
  /** The instance, as it is stored; absent where there is none. */
  readonly current?: Readonly<R>;
  /** Makes plans of what is to be written; only where the operation affects the state. */
  readonly plans?: PlanMaker;
  /** Where the value of a parameter stands in the body, for the `path` of an issue. */
  placeOf(parameter: string): JsonPath;
}

/** The same where an instance is always there. What is returned in place of it is written; nothing: it stays as it is. */
export interface OperationEvent<R extends FhirResource = FhirResource, I extends object = object> extends OperationCall<
  I,
  R
> {
  /** Called again with what is stored then, when another writer was faster. */
  readonly current: Readonly<R>;
}

/** Plans for what an operation writes besides its instance, or in place of it; the rules of each type are asked. */
export interface PlanMaker {
  create<R extends FhirResource>(resource: R): WritePlan;
  /** @param change makes the new resource; undefined: it stays as it is */
  update<T extends TypeName>(
    type: T,
    id: string,
    change: (current: Readonly<ResourceOf<T>>) => ResourceOf<T> | undefined,
  ): WritePlan;
  delete(type: TypeName, id: string): DeletePlan;
}

/** Several writes that are carried out as one, and what is answered once they are. */
export interface OperationPlans {
  readonly plans: readonly Plan[];
  /** Default: nothing. */
  answer?(outcomes: readonly PlanOutcome[]): object | undefined | Promise<object | undefined>;
}

type CallOf<T, L extends readonly OperationLevel[], I extends object> = L[number] extends 'instance'
  ? OperationEvent<ResourceOf<T>, I>
  : OperationCall<I, ResourceOf<T>>;
/** A resource, an object of the class of `output`, plans of what is to be written, a FhirReply, or nothing. */
export type OperationAnswer = object | undefined | void;
export type OperationHandler = (call: OperationCall) => OperationAnswer | Promise<OperationAnswer>;

export interface OperationFacts extends OperationOptions<readonly OperationLevel[], object> {
  /** `system`: of the whole server; at the levels of type and instance it is there for every type. */
  readonly type: TypeName | 'system';
  /** `$close`. */
  readonly name: string;
}

const OPERATION = Symbol('fhir:operation');

/**
 * Marks a method of a provider of a plugin as an operation. Routes, hooks, 405, CapabilityStatement, OperationDefinition and
 * OpenAPI come of this; a method that does not fit does not compile.
 * @param type of the resources it is about, or `system`
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
