import type { Request } from 'express';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { Handling } from '../options/fhir-options';
import type { Principal, RequestContext } from '../plugin/request-context';
import { exchangeOf } from './exchange';
import { HttpOrigin } from './http-origin';
import type { RouteFacts } from './fhir-route';
import { preferencesOf } from './preferences';
import { requestIdOf } from './request-id';
import { queryOf } from './request-parameters';

/**
 * Makes the context of a request, and keeps it with the request.
 * @param facts of the handler it was routed to
 * @param handling used where the request states no `Prefer: handling`
 * @throws FhirError `invalid-request` for a parameter that cannot be meant
 */
export function openContext(request: Request, facts: RouteFacts, handling: Handling): RequestContext {
  const exchange = exchangeOf(request);
  const { headers } = request;
  const params = request.params as Readonly<Record<string, string | undefined>>;
  // Of one shape, and no spreading: every request has one.
  const context: RequestContext = {
    requestId: requestIdOf(request),
    principal: exchange.principal,
    interaction: facts.interaction,
    operation: facts.operation ?? operationOf(facts, params['operation']),
    type: facts.type ?? params['type'] ?? '',
    id: params['id'],
    versionId: params['vid'],
    handling: preferencesOf(request).handling ?? handling,
    dryRun: readDryRun(queryOf(request)['_dryRun']),
    headers,
    origin: new HttpOrigin(request),
    // Whatever fills it does so before it is routed.
    memory: exchange.memory,
  };
  exchange.context = context;
  return context;
}

/** @param word of an address whose route stands for all operations, without its dollar */
function operationOf({ interaction }: RouteFacts, word: string | undefined): string | undefined {
  return interaction === 'operation' && word !== undefined ? `$${word}` : undefined;
}

/** The context of a request that reached its handler. */
export function contextOf(request: Request): RequestContext {
  const { context } = exchangeOf(request);
  if (!context) throw new Error('The controller of this route is not marked with @FhirRoutes');
  return context;
}

/** The context of a request; undefined while its route is not known, and for what is not a request of FHIR. */
export function findContext(request: Request): RequestContext | undefined {
  return exchangeOf(request).context;
}

/** Says who asks: for a guard or middleware of the host, before the routes of FHIR. */
export function setPrincipal(request: Request, principal: Principal): void {
  exchangeOf(request).principal = principal;
}

export function readDryRun(value: unknown): boolean {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  const text = say`_dryRun must be true or false`;
  throw new FhirError('invalid-request', text, [{ code: 'value', text, expression: 'http._dryRun' }]);
}
