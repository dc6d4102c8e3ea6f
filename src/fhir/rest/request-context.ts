import type { Request } from 'express';
import { FhirError } from '../errors/fhir-error';
import type { Handling, RequestContext } from '../plugin/request-context';
import { memoryOf } from './edge/in-flight';
import { answerForm } from './formats/answer-form';
import { parsePrefer } from './preferences';
import { requestIdOf } from './request-id';
import { say } from '../messages';

/**
 * What the layers below may know of a request.
 * @param handling used where the request states no `Prefer: handling`
 * @throws FhirError `not-acceptable` when no format suits the client, `invalid-request` for a parameter that cannot be meant
 */
export function contextOf(
  request: Request,
  { interaction, type }: Pick<RequestContext, 'interaction' | 'type'>,
  handling: Handling,
): RequestContext {
  answerForm(request, interaction === 'search-type');
  const { headers, params, query } = request;
  // Of one shape, and no spreading: every request has one.
  return {
    interaction,
    type,
    requestId: requestIdOf(request),
    id: params['id'] === undefined ? undefined : String(params['id']),
    handling: parsePrefer(headers.prefer).handling ?? handling,
    dryRun: readDryRun(query['_dryRun']),
    headers,
    memory: memoryOf(request),
  };
}

function readDryRun(value: unknown): boolean {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  const text = say`_dryRun must be true or false`;
  throw new FhirError('invalid-request', text, [{ code: 'value', text, expression: 'http._dryRun' }]);
}
