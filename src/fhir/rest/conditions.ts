import type { IncomingHttpHeaders } from 'node:http';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import { EntityTagCondition } from '../model/entity-tag';
import type { WriteConditions } from '../service/write-conditions';

const HEADER_NAMES = { 'if-match': 'If-Match', 'if-none-match': 'If-None-Match' } as const;

/** @throws FhirError `invalid-request` for a condition that cannot be read. @see https://hl7.org/fhir/R4/http.html#concurrency */
export function conditionsOf(headers: IncomingHttpHeaders): WriteConditions {
  const condition = (name: keyof typeof HEADER_NAMES) => {
    const value = headers[name];
    return value === undefined ? undefined : EntityTagCondition.parse(HEADER_NAMES[name], value);
  };
  const ifMatch = condition('if-match');
  const ifNoneMatch = condition('if-none-match');
  return { ...(ifMatch && { ifMatch }), ...(ifNoneMatch && { ifNoneMatch }) };
}

/**
 * Refuses a conditional create: who does not know the header would make a double of what the client wanted once.
 * @param address of the type
 * @throws FhirError `invalid-request`. @see https://hl7.org/fhir/R4/http.html#ccreate
 */
export function refuseIfNoneExist(headers: IncomingHttpHeaders, address: string): void {
  if (headers['if-none-exist'] === undefined) return;
  const text = say`Conditional create (If-None-Exist) is not offered yet`;
  const hint = searchFirst(address);
  throw new FhirError('invalid-request', text, [
    { code: 'not-supported', text, hint, expression: 'http.if-none-exist' },
  ]);
}

/** The way round a conditional create. */
export function searchFirst(address: string) {
  return say`Search by GET ${address}?identifier=system|value, and create when nothing is found.`;
}
