import type { JsonValue } from '../../json/json-value';
import { primitiveDefinition } from '../../model/definitions';

const STRING_LIKE = new Set(['string', 'code', 'id', 'markdown', 'uri', 'url', 'canonical', 'oid', 'uuid']);
const WHOLE = new Set(['integer', 'positiveInt', 'unsignedInt']);

/** Types whose values are plain text; one may stand for another when its syntax allows the text. */
export function isStringLike(type: string): boolean {
  return STRING_LIKE.has(type);
}

/**
 * Whether a primitive value may be read as another type without a change.
 * Text for text, a whole number for a number; never text for a number, a boolean or a date.
 */
export function isReadableAs(given: string, wanted: string): boolean {
  if (given === wanted) return true;
  if (STRING_LIKE.has(given)) return STRING_LIKE.has(wanted) || (given === 'string' && wanted === 'xhtml');
  return WHOLE.has(given) && (WHOLE.has(wanted) || wanted === 'decimal');
}

/**
 * Whether JSON holds a value of a primitive type, by the type's syntax alone.
 * @see https://hl7.org/fhir/R4/datatypes.html#primitive
 */
export function matchesSyntax(type: string, value: JsonValue): boolean {
  const definition = primitiveDefinition(type);
  if (!definition || typeof value !== definition.json) return false;
  if (typeof value === 'number') return type === 'decimal' ? Number.isFinite(value) : matchesWhole(type, value);
  if (typeof value !== 'string') return true;
  if (value === '') return false;
  if (type === 'base64Binary') return isBase64(value);
  return syntaxOf(type)?.test(value) ?? true;
}

const LARGEST = 2 ** 31 - 1;

function matchesWhole(type: string, value: number): boolean {
  const least = type === 'positiveInt' ? 1 : type === 'unsignedInt' ? 0 : -LARGEST - 1;
  return Number.isInteger(value) && value >= least && value <= LARGEST;
}

/** By counting: the printed expression takes exponential time on a long run of spaces. */
function isBase64(text: string): boolean {
  return /^[\s0-9a-zA-Z+/=]+$/.test(text) && text.replace(/\s+/g, '').length % 4 === 0;
}

const syntaxes = new Map<string, RegExp | undefined>();

function syntaxOf(type: string): RegExp | undefined {
  if (!syntaxes.has(type)) {
    const printed = primitiveDefinition(type)?.regex;
    syntaxes.set(type, printed === undefined ? undefined : new RegExp(`^(?:${printed})$`));
  }
  return syntaxes.get(type);
}
