import type { JsonValue } from '../json/json-value';

/**
 * Whether two JSON values are the same: numbers by value, lists in order, objects by their members in any order.
 * @see https://www.rfc-editor.org/rfc/rfc6902#section-4.6
 */
export function jsonEqual(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => jsonEqual(item, other[index]));
  }
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && jsonEqual(one[key], other[key]));
}
