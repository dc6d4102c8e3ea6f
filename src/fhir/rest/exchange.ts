import type { IncomingMessage } from 'node:http';
import type { FhirError } from '../errors/fhir-error';
import type { Principal, RequestContext } from '../plugin/request-context';
import type { HeldMemory } from './edge/in-flight';
import type { Language } from '../messages';
import type { AnswerForm } from './formats/answer-form';
import type { Preferences } from './preferences';
import type { Parameters } from './request-parameters';

/** Facts about a request, each determined once when first needed. */
export class Exchange {
  /** Identifies the request in logs and answers. */
  requestId: string | undefined = undefined;
  /** Why a router cannot read the request; thrown once an answer is possible. */
  fault: FhirError | undefined = undefined;
  /** R4 issue type code of its refusal. */
  issue: string | undefined = undefined;
  /** The client waits for `100 Continue` before it sends the body. */
  waitsForContinue = false;
  /** Its share of the memory budget for requests. */
  memory: HeldMemory | undefined = undefined;
  /** Parameters of the URL. */
  query: Parameters | undefined = undefined;
  /** Parameters of the URL and, for a search, of the form. */
  parameters: Parameters | undefined = undefined;
  preferences: Preferences | undefined = undefined;
  /** The requested form of the answer. */
  form: AnswerForm | undefined = undefined;
  /** The client's language, for the entries of a Bundle. */
  language: Language | undefined = undefined;
  principal: Principal | undefined = undefined;
  /** Undefined until the guard of the FHIR routes has admitted the request. */
  context: RequestContext | undefined = undefined;
}

/** The only property under which something is stored with a request. */
const EXCHANGE = Symbol('fhir:exchange');

export function exchangeOf(request: IncomingMessage & { [EXCHANGE]?: Exchange }): Exchange {
  return (request[EXCHANGE] ??= new Exchange());
}
