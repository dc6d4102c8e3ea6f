import { isJsonObject, type JsonObject, type JsonValue } from '../../src/fhir';

/** The resource with its narratives as they are after XML parsing: line ends are line feeds. */
export function asXmlHasIt(resource: JsonObject): JsonObject {
  return mapped(resource) as JsonObject;
}

function mapped(value: JsonValue, name?: string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => mapped(item));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapped(member, key)]));
  }
  return name === 'div' && typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value;
}
