import type { IncomingMessage } from 'node:http';
import type { FhirError } from '../errors/fhir-error';
import type { Principal, RequestContext } from '../plugin/request-context';
import type { HeldMemory } from './edge/in-flight';
import type { AnswerForm } from './formats/answer-form';
import type { Preferences } from './preferences';
import type { Parameters } from './request-parameters';

/** What has been found out about one request: each thing once, by whoever needs it first. */
export class Exchange {
  /** As every log line and answer names the request. */
  requestId: string | undefined = undefined;
  /** What makes the request unreadable for a router; told once somebody can answer. */
  fault: FhirError | undefined = undefined;
  /** Code of R4's issue types, of what it was refused for. */
  issue: string | undefined = undefined;
  /** The client sends its body only when it is told to. */
  waitsForContinue = false;
  /** What it holds of the memory that all requests share. */
  memory: HeldMemory | undefined = undefined;
  /** Parameters of the URL. */
  query: Parameters | undefined = undefined;
  /** Those of the URL and of the form of a search. */
  parameters: Parameters | undefined = undefined;
  preferences: Preferences | undefined = undefined;
  /** How it wants to be answered. */
  form: AnswerForm | undefined = undefined;
  principal: Principal | undefined = undefined;
  /** Absent until the guard of the FHIR routes has let it in. */
  context: RequestContext | undefined = undefined;
}

/** The one place where something is kept with a request. */
const EXCHANGE = Symbol('fhir:exchange');

export function exchangeOf(request: IncomingMessage & { [EXCHANGE]?: Exchange }): Exchange {
  return (request[EXCHANGE] ??= new Exchange());
}
