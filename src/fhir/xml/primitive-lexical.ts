import type { FhirDecimal } from '../json/fhir-decimal';
import { numberFromDigits } from '../json/json-number';
import { isJsonNumber, type JsonValue } from '../json/json-value';
import { primitiveDefinition } from '../model/definitions';
import type { XmlRule } from './xml-table';

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

const forms = new Map<string, RegExp>();

/** The JSON value of a primitive's `value` attribute; undefined when the text does not have the form of the type. */
export function valueFromLexical(text: string, { json, type }: XmlRule): JsonValue | undefined {
  if (json === 'string') return text;
  return json === 'boolean' ? BOOLEANS.get(text) : numberFromLexical(text, type);
}

/**
 * Converts the digits of an XML attribute to a number and preserves every digit. All such conversions go through here.
 *
 * @param type a primitive type that is a number in JSON: `decimal`, `integer`, …
 * @returns undefined when the text does not have the form of the type, or is outside the range of JSON numbers here
 */
export function numberFromLexical(text: string, type: string): JsonValue | undefined {
  return numberForm(type).test(text) ? numberFromDigits(text) : undefined;
}

/** The `value` attribute for a JSON value; undefined when it is not of the JSON type that the element requires. */
export function lexicalFromValue(value: JsonValue, { json }: XmlRule): string | undefined {
  if (isJsonNumber(value)) return json === 'number' ? lexicalFromNumber(value) : undefined;
  if (typeof value !== json) return undefined;
  return typeof value === 'string' ? value : `${value === true}`;
}

/** Converts a number to the digits of an XML attribute. All such conversions go through here. */
function lexicalFromNumber(value: number | FhirDecimal): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  return Object.is(value, -0) ? '-0' : String(value);
}

function numberForm(type: string): RegExp {
  const known = forms.get(type);
  if (known) return known;
  const form = new RegExp(`^(?:${primitiveDefinition(type)?.regex ?? ''})$`);
  forms.set(type, form);
  return form;
}
