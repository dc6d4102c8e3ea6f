import { isJsonNumber, isJsonObject, type JsonValue } from '../json/json-value';

/**
 * True when a value equals the fixed value exactly, including members and list order (R4 elementdefinition.html#fixed).
 */
export function equalsFixed(value: JsonValue | undefined, fixed: JsonValue): boolean {
  if (isSame(value, fixed)) return true;
  if (Array.isArray(fixed)) {
    if (!Array.isArray(value) || value.length !== fixed.length) return false;
    return fixed.every((item, at) => equalsFixed(value[at], item));
  }
  if (!isJsonObject(fixed) || !isJsonObject(value)) return false;
  const keys = Object.keys(fixed);
  return Object.keys(value).length === keys.length && keys.every((key) => equalsFixed(value[key], fixed[key]!));
}

/**
 * True when a value has everything in the pattern, and possibly more; list order is ignored (R4
 * elementdefinition.html#pattern).
 */
export function matchesPattern(value: JsonValue | undefined, pattern: JsonValue): boolean {
  if (isSame(value, pattern)) return true;
  if (Array.isArray(pattern)) {
    if (!Array.isArray(value)) return false;
    return pattern.every((wanted) => value.some((item) => matchesPattern(item, wanted)));
  }
  if (!isJsonObject(pattern) || !isJsonObject(value)) return false;
  for (const key in pattern) if (!matchesPattern(value[key], pattern[key]!)) return false;
  return true;
}

/** Numbers are compared by value: 1.0 equals 1. */
function isSame(value: JsonValue | undefined, wanted: JsonValue): boolean {
  return value === wanted || (isJsonNumber(wanted) && isJsonNumber(value) && Number(value) === Number(wanted));
}
