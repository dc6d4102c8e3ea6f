import 'reflect-metadata';
import { Res, Version, VERSION_NEUTRAL } from '@nestjs/common';
import type { RequestInteraction } from '../plugin/request-context';
import type { FhirReply } from './fhir-reply';
import type { FileReply } from './file-reply';
import type { FhirResult } from './results';

/** What a handler does, for the guard to know before it is called. */
export interface RouteFacts {
  readonly interaction: RequestInteraction;
  /** `$validate`. */
  readonly operation?: string;
  /** Absent: that of the address, `:type`, or none. */
  readonly type?: string;
  /** Served only where the store of the type keeps writers by criteria apart. */
  readonly free?: true;
}

const FACTS = Symbol('fhir:route');
const UNMARKED: RouteFacts = { interaction: 'operation' };

type Answer = FhirReply | FileReply | FhirResult;
type Handler = (...args: never[]) => Answer | Promise<Answer>;

/** Says what a handler of a FHIR route does. It returns what is to be answered, and writes nothing itself. */
export function FhirRoute(facts: RouteFacts) {
  return <H extends Handler>(target: object, name: string | symbol, method: TypedPropertyDescriptor<H>): void => {
    const handler = method.value as H;
    Reflect.defineMetadata(FACTS, facts, handler);
    // Nest leaves the response alone when a handler asks for it: here behind its last argument, where it is not seen.
    Res()(target, name, handler.length);
    // Versions of a host's own API are none of FHIR's.
    Version(VERSION_NEUTRAL)(target, name, method);
  };
}

/** A handler that says nothing, such as a plugin's own, is an operation. */
export function factsOf(handler: object): RouteFacts {
  return (Reflect.getMetadata(FACTS, handler) as RouteFacts | undefined) ?? UNMARKED;
}
