import { say, type Text } from '../messages';
import { jsonError, SEND_RESOURCE } from './json-fault';
import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from './json-value';

/**
 * A resource must be a JSON object.
 *
 * @throws FhirError `invalid-request` (400) for any other value
 */
export function requireObject(value: JsonValue): JsonObject {
  if (isJsonObject(value)) return value;
  throw jsonError(say`The body is ${kindOf(value)}, not a JSON object.`, hintFor(value), { expression: '$this' });
}

function kindOf(value: JsonValue): Text {
  if (value === null) return 'null';
  if (isJsonNumber(value)) return say`a number`;
  if (Array.isArray(value)) return say`an array`;
  return typeof value === 'string' ? say`a string` : say`a boolean`;
}

function hintFor(value: JsonValue): Text {
  return Array.isArray(value)
    ? say`Send one resource per request, without the outer [ ]; several resources are sent in a Bundle.`
    : SEND_RESOURCE;
}
