import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import { FhirError } from '../errors/fhir-error';
import { excerptOf, say } from '../messages';
import { EntityTagCondition } from '../model/entity-tag';
import type { WriteConditions } from '../service/write-conditions';
import { encodingFault, queryOfBytes } from '../search';
import { MOST_PARAMETERS, type Parameters } from './request-parameters';

const HEADER_NAMES = { 'if-match': 'If-Match', 'if-none-match': 'If-None-Match' } as const;

/**
 * @throws FhirError `invalid-request` for an unreadable condition.
 * @see https://hl7.org/fhir/R4/http.html#concurrency
 */
export function conditionsOf(headers: IncomingHttpHeaders): WriteConditions {
  const condition = (name: keyof typeof HEADER_NAMES) => {
    const value = headers[name];
    return value === undefined ? undefined : EntityTagCondition.parse(HEADER_NAMES[name], value);
  };
  const ifMatch = condition('if-match');
  const ifNoneMatch = condition('if-none-match');
  // A date that cannot be read is ignored (RFC 9110, 13.1.4).
  const since = new Date(headers['if-unmodified-since'] ?? NaN);
  const ifUnmodifiedSince = Number.isNaN(since.getTime()) ? undefined : since;
  return {
    ...(ifMatch && { ifMatch }),
    ...(ifNoneMatch && { ifNoneMatch }),
    ...(ifUnmodifiedSince && { ifUnmodifiedSince }),
  };
}

/**
 * The criteria of a conditional create.
 * @param header value of `If-None-Exist`: a search query, as R4 defines it; some clients prepend the URL of the type
 * @param type the created type
 * @throws FhirError `invalid-request` for the URL of another type, or a malformed percent-encoding
 * @see https://hl7.org/fhir/R4/http.html#ccreate
 */
export function criteriaOfHeader(header: string, type: string): Parameters {
  const [, address = '', query = header] = /^([^?=]*)\?(.*)$/s.exec(header.trim()) ?? [];
  if (address !== '' && address.split('/').at(-1) !== type) throw ofAnotherType(address, type);
  const fault = encodingFault(query, 'http.if-none-exist');
  if (fault) throw fault;
  return parse(query.trim(), '&', '=', { maxKeys: MOST_PARAMETERS }) as Parameters;
}

/** The value of a header as sent in UTF-8; Node reads a byte as a character. */
export function utf8Header(value: string): string {
  return queryOfBytes(Buffer.from(value, 'latin1'));
}

function ofAnotherType(address: string, type: string): FhirError {
  const text = say`The criteria are for ${excerptOf(address)}, but the resource to create is of type ${type}`;
  const hint = say`Write only the criteria, such as identifier=system|value.`;
  return new FhirError('invalid-request', text, [{ code: 'value', text, hint, expression: 'http.if-none-exist' }]);
}

/**
 * Error for a conditional create where the store cannot keep concurrent writers by criteria apart. Ignoring the header
 * would create duplicates.
 * @param address URL of the type
 */
export function ifNoneExistNotOffered(address: string): FhirError {
  const text = say`Conditional create (If-None-Exist) is not supported by the database of this type`;
  const hint = searchFirst(address);
  return new FhirError('invalid-request', text, [
    { code: 'not-supported', text, hint, expression: 'http.if-none-exist' },
  ]);
}

/** A hint on how to do without a conditional create. */
export function searchFirst(address: string) {
  return say`Search by GET ${address}?identifier=system|value, and create the resource if nothing is found.`;
}
