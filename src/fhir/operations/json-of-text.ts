import { parseJson, type JsonValue } from '../json';
import { primitiveDefinition } from '../model/definitions';

const NUMBER = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?$/;

/** A primitive as it stands in a URL, as JSON has it; what cannot be one stays text, which R4 will refuse. */
export function jsonOfText(text: string, type: string): JsonValue {
  const form = primitiveDefinition(type)?.json;
  if (form === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return form === 'number' && NUMBER.test(text) ? parseJson(text) : text;
}
