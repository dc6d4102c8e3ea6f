import { isJsonNumber, type JsonValue } from '../../json/json-value';
import { primitiveDefinition } from '../../model/definitions';
import { NUMBER_RULES, STRING_RULES } from '../../validation/primitive-rules';

const STRING_LIKE = new Set(['string', 'code', 'id', 'markdown', 'uri', 'url', 'canonical', 'oid', 'uuid']);
const WHOLE = new Set(['integer', 'positiveInt', 'unsignedInt']);

/** Types whose values are plain text. They are interchangeable where the target's syntax allows the text. */
export function isStringLike(type: string): boolean {
  return STRING_LIKE.has(type);
}

/**
 * Whether a primitive value can be read as another type unchanged.
 * Text as text, and an integer as a number; never text as a number, a boolean or a date.
 */
export function isReadableAs(given: string, wanted: string): boolean {
  if (given === wanted) return true;
  if (STRING_LIKE.has(given)) return STRING_LIKE.has(wanted) || (given === 'string' && wanted === 'xhtml');
  return WHOLE.has(given) && (WHOLE.has(wanted) || wanted === 'decimal');
}

/**
 * Whether a JSON value is a valid value of a primitive type. Uses the validator's rules, so that the two always agree.
 * @see https://hl7.org/fhir/R4/datatypes.html#primitive
 */
export function matchesSyntax(type: string, value: JsonValue): boolean {
  const form = primitiveDefinition(type)?.json;
  if (isJsonNumber(value)) return form === 'number' && NUMBER_RULES[type]?.(value) === undefined;
  if (typeof value === 'string') return form === 'string' && value !== '' && STRING_RULES[type]?.(value) === undefined;
  return typeof value === form;
}
