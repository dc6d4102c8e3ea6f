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

/** The JSON value of a primitive's `value` attribute; undefined when the text is not of the type's form. */
export function valueFromLexical(text: string, { json, type }: XmlRule): JsonValue | undefined {
  if (json === 'string') return text;
  return json === 'boolean' ? BOOLEANS.get(text) : numberFromLexical(text, type);
}

/**
 * The one place where the digits of an XML attribute become a number: every digit is kept.
 *
 * @param type a primitive type that is a number in JSON: `decimal`, `integer`, …
 * @returns undefined when the text is not of the type's form, or beyond what JSON numbers hold here
 */
export function numberFromLexical(text: string, type: string): JsonValue | undefined {
  return numberForm(type).test(text) ? numberFromDigits(text) : undefined;
}

/** The text of a JSON value in a `value` attribute; undefined when it is not of the kind that the element has in JSON. */
export function lexicalFromValue(value: JsonValue, { json }: XmlRule): string | undefined {
  if (isJsonNumber(value)) return json === 'number' ? lexicalFromNumber(value) : undefined;
  if (typeof value !== json) return undefined;
  return typeof value === 'string' ? value : `${value === true}`;
}

/** The one place where a number becomes the digits of an XML attribute. */
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
