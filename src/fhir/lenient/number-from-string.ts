import type { FhirDecimal } from '../json/fhir-decimal';
import { numberFromDigits } from '../json/json-number';

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const FORMS: Readonly<Record<string, RegExp>> = {
  integer: /^-?(0|[1-9]\d*)$/,
  unsignedInt: /^(0|[1-9]\d*)$/,
  positiveInt: /^[1-9]\d*$/,
  decimal: DECIMAL,
};
const LONGEST = 40;

/**
 * The number that a string represents in the exact syntax of a numeric type, with all its digits. Serialised again it
 * gives the same text.
 *
 * @param type a primitive type; undefined is returned for types that are not numeric
 */
export function numberFromString(type: string, text: string): number | FhirDecimal | undefined {
  if (text.length > LONGEST || !FORMS[type]?.test(text)) return undefined;
  const number = numberFromDigits(text);
  return type === 'decimal' || typeof number === 'number' ? number : undefined;
}
