import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import { EntityTagCondition } from '../model/entity-tag';
import type { WriteConditions } from '../service/write-conditions';
import { MOST_PARAMETERS, type Parameters } from './request-parameters';

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
 * The criteria of a conditional create.
 * @param header value of `If-None-Exist`: the query of a search, with or without a question mark
 * @see https://hl7.org/fhir/R4/http.html#ccreate
 */
export function criteriaOfHeader(header: string): Parameters {
  return parse(header.replace(/^\s*\??/, ''), '&', '=', { maxKeys: MOST_PARAMETERS }) as Parameters;
}

/**
 * Refuses a conditional create where writers by criteria are not kept apart: who does not know the header would make a double of
 * what the client wanted once.
 * @param address of the type
 */
export function ifNoneExistNotOffered(address: string): FhirError {
  const text = say`Conditional create (If-None-Exist) is not offered for what this database keeps`;
  const hint = searchFirst(address);
  return new FhirError('invalid-request', text, [
    { code: 'not-supported', text, hint, expression: 'http.if-none-exist' },
  ]);
}

/** The way round a conditional create. */
export function searchFirst(address: string) {
  return say`Search by GET ${address}?identifier=system|value, and create when nothing is found.`;
}
