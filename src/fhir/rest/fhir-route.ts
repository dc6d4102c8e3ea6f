import 'reflect-metadata';
import { Res, Version, VERSION_NEUTRAL } from '@nestjs/common';
import type { RequestInteraction } from '../plugin/request-context';
import type { FhirReply } from './fhir-reply';
import type { FileReply } from './file-reply';
import type { FhirResult } from './results';

/** Facts about a handler that the guard needs before calling it. */
export interface RouteFacts {
  readonly interaction: RequestInteraction;
  /** `$validate`. */
  readonly operation?: string;
  /** Absent: the type of the URL (`:type`), or none. */
  readonly type?: string;
  /** Served only if the store of the type keeps concurrent writers by criteria apart. */
  readonly free?: true;
}

const FACTS = Symbol('fhir:route');
const UNMARKED: RouteFacts = { interaction: 'operation' };

type Answer = FhirReply | FileReply | FhirResult;
type Handler = (...args: never[]) => Answer | Promise<Answer>;

/** Declares what a handler of a FHIR route does. The handler returns the answer; it must not write to the response. */
export function FhirRoute(facts: RouteFacts) {
  return <H extends Handler>(target: object, name: string | symbol, method: TypedPropertyDescriptor<H>): void => {
    const handler = method.value as H;
    Reflect.defineMetadata(FACTS, facts, handler);
    // Nest does not send the response of a handler that injects it; here it is injected after the last argument, out of
    // sight.
    Res()(target, name, handler.length);
    // API versioning of the host does not apply to FHIR routes.
    Version(VERSION_NEUTRAL)(target, name, method);
  };
}

/** An undecorated handler, such as one added by a plugin, counts as an operation. */
export function factsOf(handler: object): RouteFacts {
  return (Reflect.getMetadata(FACTS, handler) as RouteFacts | undefined) ?? UNMARKED;
}
