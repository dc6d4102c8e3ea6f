import { parseJson, type JsonValue } from '../json';
import { primitiveDefinition } from '../model/definitions';

const NUMBER = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/;

/** Converts a primitive from a URL into JSON. Invalid text stays text; validation then rejects it. */
export function jsonOfText(text: string, type: string): JsonValue {
  const form = primitiveDefinition(type)?.json;
  if (form === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return form === 'number' && NUMBER.test(text) ? parseJson(text) : text;
}
