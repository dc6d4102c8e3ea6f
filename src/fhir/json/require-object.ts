import { jsonError } from './json-fault';
import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from './json-value';

/**
 * A resource is a JSON object; anything else has no place as a body.
 *
 * @throws FhirError `invalid-request` (400)
 */
export function requireObject(value: JsonValue): JsonObject {
  if (isJsonObject(value)) return value;
  throw jsonError(`The body is ${kindOf(value)}, not a JSON object.`, hintFor(value), { expression: '$this' });
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (isJsonNumber(value)) return 'a number';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

function hintFor(value: JsonValue): string {
  return Array.isArray(value)
    ? 'Send one resource per request, without the outer [ ]; several resources travel in a Bundle.'
    : 'Send a FHIR resource: {"resourceType": "…", …}.';
}
