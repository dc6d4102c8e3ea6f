import 'reflect-metadata';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { FhirError } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import type { AppliedRule } from '../patch/patch-dialect';
import type { StoredVersion } from '../ports/versions';
import type { PluginUnit, StagedWrite } from './plugin-unit';
import type { RequestContext } from './request-context';
import { ServedProviders } from './served-providers';

/** A resource on its way into the store or into an answer. Do not modify `resource`; return a changed copy instead. */
export interface ResourceEvent {
  readonly context: RequestContext;
  readonly resource: Readonly<JsonObject>;
}
/** A resource that is about to be written. */
export interface DraftEvent extends ResourceEvent {
  /** The resource as it was before this request; absent when it did not exist. */
  readonly previous?: Readonly<JsonObject>;
}

/** How a request ended. */
export interface AnswerEnd {
  readonly status: number;
  /** Bytes written to the connection, including headers. */
  readonly bytes: number;
  /** Milliseconds from the creation of the request's context to its end. */
  readonly ms: number;
  /** The client disconnected before the answer was written. */
  readonly aborted: boolean;
  /** `versionId` of the version in the answer, from its ETag. */
  readonly versionId?: string | undefined;
  /** The code from R4's issue-type value set when the request was refused. */
  readonly issue?: string | undefined;
}

/** How a request is about to end; see `AnswerEnd`. */
export type AnswerFacts = Pick<AnswerEnd, 'status' | 'versionId' | 'issue'>;

/**
 * The points at which a plugin can intervene, with the event each listener receives and the result it may return. To
 * refuse, a listener throws FhirError. A resource it returns replaces the one that later listeners and the store see.
 */
export interface HookPoints {
  /**
   * Once per FHIR request and per Bundle entry, when the route is known and nothing has been looked up yet.
   * Authorization belongs here.
   */
  'request.received': { event: { readonly context: RequestContext }; result: void };
  /**
   * The answer is known, and none of it has been sent. May delay or refuse it. Not called for answers that bypass the
   * framework's replies.
   */
  'request.answering': { event: { readonly context: RequestContext } & AnswerFacts; result: void };
  /**
   * Once per request to a FHIR address and per Bundle entry, whatever the outcome. Errors are logged and do not affect
   * the client.
   */
  'request.answered': { event: { readonly context: RequestContext } & AnswerEnd; result: void };
  /** Before validation. May complete the resource, and reports each change with `report`. */
  'resource.beforeValidate': {
    event: DraftEvent & { report(rule: AppliedRule): void };
    result: Readonly<JsonObject> | void;
  };
  /**
   * Inside the transaction. May read and write in the same unit, change the resource (it is then validated again) or
   * veto.
   */
  'resource.beforeWrite': { event: DraftEvent & { readonly unit: PluginUnit }; result: Readonly<JsonObject> | void };
  /** Inside the transaction of a deletion. May veto. */
  'resource.beforeDelete': { event: ResourceEvent & { readonly unit: PluginUnit }; result: void };
  /**
   * Inside the transaction, after all writes and before the commit. May inspect the writes, write more in the same
   * unit, or veto. References and rules across resources are checked afterwards.
   */
  'resource.beforeCommit': {
    event: StagedWrite & { readonly context: RequestContext; readonly unit: PluginUnit };
    result: void;
  };
  /** Once per transaction, after `resource.beforeCommit` of each write. `unit.staged` also has what plugins wrote. */
  'unit.beforeCommit': {
    event: {
      readonly unit: PluginUnit;
      readonly writes: readonly (StagedWrite & { readonly context: RequestContext })[];
    };
    result: void;
  };
  /** After the commit; it is too late to refuse. Errors are logged and do not affect the client. */
  'resource.afterCommit': {
    event: { readonly context: RequestContext; readonly version: StoredVersion };
    result: void;
  };
  /** Before a resource is shown in any answer. May mask elements. */
  'resource.beforeShow': { event: ResourceEvent; result: Readonly<JsonObject> | void };
  /**
   * The request failed. May return another error, or just observe. A `not-shown` error cannot be replaced, because it
   * reports that the write was done. The context holds what is known at that point: when a request is refused before it
   * is routed (400, 401, 413, 429), what follows from its URL; without `principal` when authentication failed.
   */
  'request.failed': {
    event: { readonly error: FhirError; readonly context: RequestContext; readonly requestId: string };
    result: FhirError | void;
  };
}

/** Name of a hook point. */
export type HookPoint = keyof HookPoints;
type Result<P extends HookPoint> = HookPoints[P]['result'];
/** A method that listens to a hook point. */
export type HookListener<P extends HookPoint> = (event: HookPoints[P]['event']) => Result<P> | Promise<Result<P>>;
type AnyListener = (event: never) => unknown;

const HOOK = Symbol('fhir:hook');

interface HookFacts {
  readonly point: HookPoint;
  readonly order: number;
}

/**
 * Marks a provider method of a plugin as a listener. The method's signature must match the hook point, or it does not
 * compile.
 * @param order listeners with a lower number run first; ties run in registration order
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

/** Whether a method is marked with `@Hook`. */
export function isHook(method: object): boolean {
  return Reflect.hasMetadata(HOOK, method);
}

@Injectable()
export class HookRegistry implements OnApplicationBootstrap {
  private readonly logger = new Logger(HookRegistry.name);
  private readonly listeners = new Map<HookPoint, { readonly order: number; readonly call: AnyListener }[]>();
  /** The calls of `listeners`, in order. */
  private readonly calls = new Map<HookPoint, readonly AnyListener[]>();

  constructor(private readonly served: ServedProviders) {}

  onApplicationBootstrap(): void {
    for (const { instance, name, method, place, isStatic } of this.served.methods()) {
      const facts = Reflect.getMetadata(HOOK, method) as HookFacts | undefined;
      if (!facts) continue;
      if (!isStatic) throw notOne(place, name, facts.point);
      this.add(facts.point, facts.order, method.bind(instance));
    }
  }

  /** False when there are no listeners, so that the caller can skip creating the event. */
  has(point: HookPoint): boolean {
    return this.listeners.has(point);
  }

  /** Runs the listeners in order. */
  async run<P extends HookPoint>(point: P, event: HookPoints[P]['event']): Promise<void> {
    for (const listen of this.at(point)) await listen(event);
  }

  /** Runs the listeners in order; each receives the resource that the previous one returned. */
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

  /** Lets the listeners replace an error before it is sent. */
  async failed(event: HookPoints['request.failed']['event']): Promise<FhirError> {
    let { error } = event;
    for (const listen of this.at('request.failed')) {
      const other = await listen({ ...event, error });
      if (other && error.kind !== 'not-shown') error = other;
    }
    return error;
  }

  /** Notifies the listeners that a request has ended. Never throws; errors are logged. */
  async answered(event: HookPoints['request.answered']['event']): Promise<void> {
    for (const listen of this.at('request.answered')) {
      try {
        await listen(event);
      } catch (error) {
        this.logger.error({ requestId: event.context.requestId, err: error }, 'a request.answered hook failed');
      }
    }
  }

  private at<P extends HookPoint>(point: P): readonly HookListener<P>[] {
    return (this.calls.get(point) ?? NONE) as readonly HookListener<P>[];
  }

  private add(point: HookPoint, order: number, call: AnyListener): void {
    const all = [...(this.listeners.get(point) ?? []), { order, call }].sort((a, b) => a.order - b.order);
    this.listeners.set(point, all);
    this.calls.set(
      point,
      all.map((each) => each.call),
    );
  }
}

const NONE: readonly never[] = [];

function notOne(provider: string, method: string, point: HookPoint): Error {
  const reason = `${provider} is request-scoped or transient, so that there is not one of it to call`;
  return new Error(
    `${provider}.${method} cannot listen to ${point}: ${reason}. Put the hook on a provider of default scope; the event has the context of the request.`,
  );
}
