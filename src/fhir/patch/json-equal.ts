import { type FhirDecimal } from '../json/fhir-decimal';
import { isContainer, isJsonNumber, type JsonValue } from '../json/json-value';

/** Decides whether two numbers are equal. */
type NumbersEqual = (one: number | FhirDecimal, other: number | FhirDecimal) => boolean;

/**
 * Whether two JSON values are equal: lists in order, objects with their members in any order, and numbers digit by
 * digit (1.0 and 1.00 differ) unless `numbersEqual` decides otherwise.
 */
export function jsonEqual(
  one: JsonValue | undefined,
  other: JsonValue | undefined,
  numbersEqual: NumbersEqual = sameDigits,
): boolean {
  if (one === other) return true;
  // Fast path: most values compared are strings.
  if (typeof one === 'string' || typeof other === 'string') return false;
  if (isJsonNumber(one) && isJsonNumber(other)) return numbersEqual(one, other);
  if (!isContainer(one) || !isContainer(other)) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => jsonEqual(item, other[index], numbersEqual));
  }
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && jsonEqual(one[key], other[key], numbersEqual));
}

const sameDigits: NumbersEqual = (one, other) => String(one) === String(other);
