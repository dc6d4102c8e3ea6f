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
 * Creates the context of a request and stores it with the request.
 * @param facts facts about the handler it was routed to
 * @param handling default for requests without `Prefer: handling`
 * @throws FhirError `invalid-request` for an invalid parameter
 */
export function openContext(request: Request, facts: RouteFacts, handling: Handling): RequestContext {
  const exchange = exchangeOf(request);
  const { headers } = request;
  const params = request.params as Readonly<Record<string, string | undefined>>;
  // Every request has a context, so it is an object of one shape, made without spreading.
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
    // Set before the request is routed.
    memory: exchange.memory,
  };
  exchange.context = context;
  return context;
}

/** @param word the operation in the URL, without its dollar sign */
function operationOf({ interaction }: RouteFacts, word: string | undefined): string | undefined {
  return interaction === 'operation' && word !== undefined ? `$${word}` : undefined;
}

/** The context of a request that has reached its handler. */
export function contextOf(request: Request): RequestContext {
  const { context } = exchangeOf(request);
  if (!context) throw new Error('The controller of this route is not marked with @FhirRoutes');
  return context;
}

/** The context of a request; undefined before its route is known, and outside FHIR. */
export function findContext(request: Request): RequestContext | undefined {
  return exchangeOf(request).context;
}

/** Sets the principal, for a guard or middleware of the host that runs before the FHIR routes. */
export function setPrincipal(request: Request, principal: Principal): void {
  exchangeOf(request).principal = principal;
}

export function readDryRun(value: unknown): boolean {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  const text = say`_dryRun must be true or false`;
  throw new FhirError('invalid-request', text, [{ code: 'value', text, expression: 'http._dryRun' }]);
}
