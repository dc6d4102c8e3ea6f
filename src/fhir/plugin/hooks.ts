import 'reflect-metadata';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { FhirError } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import type { AppliedRule } from '../patch/patch-dialect';
import type { StoredVersion } from '../ports/versions';
import type { PluginUnit, StagedWrite } from './plugin-unit';
import type { RequestContext } from './request-context';
import { ServedProviders } from './served-modules';

/** A resource on its way into the store. `resource` is a copy of nobody's: return another one to change it. */
export interface ResourceEvent {
  readonly context: RequestContext;
  readonly resource: Readonly<JsonObject>;
}
export interface DraftEvent extends ResourceEvent {
  /** The resource before this request; absent when it did not exist. */
  readonly previous?: Readonly<JsonObject>;
}

/** How a request ended. */
export interface AnswerEnd {
  readonly status: number;
  /** Handed to the connection for it, headers included. */
  readonly bytes: number;
  /** From its context to its end, milliseconds. */
  readonly ms: number;
  /** The connection was gone before the answer was handed over. */
  readonly aborted: boolean;
  /** The version that was answered with, by its ETag. */
  readonly versionId?: string | undefined;
  /** Code of R4's issue types, of what was refused. */
  readonly issue?: string | undefined;
}

/** How a request is about to end. */
export type AnswerFacts = Pick<AnswerEnd, 'status' | 'versionId' | 'issue'>;

/**
 * Where a plugin may step in: what it is given, and what it may answer. Adding a point is adding a line here.
 * A hook refuses by throwing FhirError. One that returns a resource replaces what the next hook, and the store, see.
 */
export interface HookPoints {
  /** Once for each request of FHIR: its route is known, nothing has been looked at. The place to say who may do what. */
  'request.received': { event: { readonly context: RequestContext }; result: void };
  /** The answer is known and nothing of it is sent: may hold it back, or refuse it. Not for what was answered before. */
  'request.answering': { event: { readonly context: RequestContext } & AnswerFacts; result: void };
  /** Once for each request whose address is one of FHIR, whatever became of it. An error is logged and changes nothing for the client. */
  'request.answered': { event: { readonly context: RequestContext } & AnswerEnd; result: void };
  /** Before validation; may complete the resource, and reports what it changed. */
  'resource.beforeValidate': {
    event: DraftEvent & { report(rule: AppliedRule): void };
    result: Readonly<JsonObject> | void;
  };
  /** Inside the transaction: may read and write more in the same unit, change the resource (it is validated again) or veto. */
  'resource.beforeWrite': { event: DraftEvent & { readonly unit: PluginUnit }; result: Readonly<JsonObject> | void };
  /** The transaction of a deletion: may veto. */
  'resource.beforeDelete': { event: ResourceEvent & { readonly unit: PluginUnit }; result: void };
  /**
   * Inside the transaction, once everything is written and before it is committed: may look at all of it, write more in
   * the same unit, or veto. References and rules among resources are checked after this.
   */
  'resource.beforeCommit': {
    event: StagedWrite & { readonly context: RequestContext; readonly unit: PluginUnit };
    result: void;
  };
  /** The same once for all that is written together, after that of each: `unit.staged` has what plugins wrote as well. */
  'unit.beforeCommit': {
    event: {
      readonly unit: PluginUnit;
      readonly writes: readonly (StagedWrite & { readonly context: RequestContext })[];
    };
    result: void;
  };
  /** The write is committed: too late to refuse. An error is logged and changes nothing for the client. */
  'resource.afterCommit': {
    event: { readonly context: RequestContext; readonly version: StoredVersion };
    result: void;
  };
  /** Before a resource is shown in any answer: may mask elements. */
  'resource.beforeShow': { event: ResourceEvent; result: Readonly<JsonObject> | void };
  /**
   * The request failed: may answer with another error, or watch. It cannot replace `not-shown`, which tells of a write that was done.
   * The context says what is known: of who is refused before their route is found (400, 401, 413, 429), what the address says; without
   * a principal, of who could not say who they are.
   */
  'request.failed': {
    event: { readonly error: FhirError; readonly context: RequestContext; readonly requestId: string };
    result: FhirError | void;
  };
}

export type HookPoint = keyof HookPoints;
type Result<P extends HookPoint> = HookPoints[P]['result'];
export type HookListener<P extends HookPoint> = (event: HookPoints[P]['event']) => Result<P> | Promise<Result<P>>;
type AnyListener = (event: never) => unknown;

const HOOK = Symbol('fhir:hook');

interface HookFacts {
  readonly point: HookPoint;
  readonly order: number;
}

/**
 * Marks a method of a provider of a plugin as a listener. A method that does not fit the point does not compile.
 * @param order lower runs first; ties run in registration order
 */
export function Hook<P extends HookPoint>(point: P, order = 0) {
  return <L extends HookListener<P>>(
    _target: object,
    _key: string | symbol,
    method: TypedPropertyDescriptor<L>,
  ): void => {
    Reflect.defineMetadata(HOOK, { point, order } satisfies HookFacts, method.value as object);
  };
}

@Injectable()
export class HookRegistry implements OnApplicationBootstrap {
  private readonly logger = new Logger(HookRegistry.name);
  private readonly listeners = new Map<HookPoint, { order: number; call: AnyListener }[]>();

  constructor(private readonly served: ServedProviders) {}

  onApplicationBootstrap(): void {
    for (const { instance, name, method, place, isStatic } of this.served.methods()) {
      const facts = Reflect.getMetadata(HOOK, method) as HookFacts | undefined;
      if (!facts) continue;
      if (!isStatic) throw notOne(place, name, facts.point);
      this.add(facts.point, facts.order, method.bind(instance));
    }
  }

  /** False when nobody listens: the caller can keep to its fast path. */
  has(point: HookPoint): boolean {
    return this.listeners.has(point);
  }

  /** Runs the listeners one after the other. */
  async run<P extends HookPoint>(point: P, event: HookPoints[P]['event']): Promise<void> {
    for (const listen of this.at(point)) await listen(event);
  }

  /** Runs the listeners one after the other; each sees the resource the one before returned. */
  async transform<P extends 'resource.beforeValidate' | 'resource.beforeWrite' | 'resource.beforeShow'>(
    point: P,
    event: HookPoints[P]['event'],
  ): Promise<Readonly<JsonObject>> {
    let resource = event.resource;
    for (const listen of this.at(point)) {
      resource = ((await listen({ ...event, resource })) as Readonly<JsonObject> | undefined) ?? resource;
    }
    return resource;
  }

  /** Lets the listeners replace an error on its way to the client. */
  async failed(event: HookPoints['request.failed']['event']): Promise<FhirError> {
    let { error } = event;
    for (const listen of this.at('request.failed')) {
      const other = await listen({ ...event, error });
      if (other && error.kind !== 'not-shown') error = other;
    }
    return error;
  }

  /** Tells all listeners that a request has ended. Never fails: nobody is left to be told. */
  async answered(event: HookPoints['request.answered']['event']): Promise<void> {
    for (const listen of this.at('request.answered')) {
      try {
        await listen(event);
      } catch (error) {
        this.logger.error({ requestId: event.context.requestId, err: error }, 'a request.answered hook failed');
      }
    }
  }

  private at<P extends HookPoint>(point: P): HookListener<P>[] {
    return (this.listeners.get(point) ?? []).map(({ call }) => call as HookListener<P>);
  }

  private add(point: HookPoint, order: number, call: AnyListener): void {
    const all = [...(this.listeners.get(point) ?? []), { order, call }];
    this.listeners.set(
      point,
      all.sort((a, b) => a.order - b.order),
    );
  }
}

function notOne(provider: string, method: string, point: HookPoint): Error {
  const reason = `${provider} is request-scoped or transient, so that there is not one of it to call`;
  return new Error(
    `${provider}.${method} cannot listen to ${point}: ${reason}. Put the hook on a provider of default scope; the event has the context of the request.`,
  );
}
