import { isJsonObject, type JsonObject, type JsonValue } from '../../src/fhir/json/json-value';

/**
 * The place where a value is not FHIR JSON, whatever its type: an empty object, list or string, a null that pads
 * nothing, or a list of primitives that does not match the list of its siblings. Undefined when it is valid.
 * @see https://hl7.org/fhir/R4/json.html
 */
export function notFhirJson(value: JsonValue, place = '$'): string | undefined {
  if (value === null || value === '') return place;
  if (Array.isArray(value)) {
    if (value.length === 0) return place;
    return first(value, (item, index) => notFhirJson(item, `${place}[${index}]`));
  }
  if (!isJsonObject(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 0 ? place : first(keys, (key) => memberFault(value, key, `${place}.${key}`));
}

function memberFault(members: JsonObject, key: string, place: string): string | undefined {
  const column = members[key]!;
  const twin = members[key.startsWith('_') ? key.slice(1) : `_${key}`];
  if (twin !== undefined && Array.isArray(twin) !== Array.isArray(column)) return place;
  if (!Array.isArray(column) || (twin === undefined && !key.startsWith('_'))) return notFhirJson(column, place);
  const other = Array.isArray(twin) ? twin : undefined;
  if (column.every((item) => item === null) || (other && other.length !== column.length)) return place;
  return first(column, (item, index) => {
    if (item !== null) return notFhirJson(item, `${place}[${index}]`);
    // The siblings need no list of values when none of them has a value.
    return isNothing(other?.[index]) && (other || !key.startsWith('_')) ? `${place}[${index}]` : undefined;
  });
}

/**
 * Whether a primitive anywhere in a value does not match its sibling: only one is a list, one is longer, or both are
 * null.
 */
export function hasUnmatchedIds(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasUnmatchedIds);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([key, member]) => isUnmatched(member, value[`_${key}`]) || hasUnmatchedIds(member),
  );
}

function isUnmatched(column: JsonValue, twin: JsonValue | undefined): boolean {
  if (twin === undefined) return false;
  if (!Array.isArray(column) || !Array.isArray(twin)) return Array.isArray(column) !== Array.isArray(twin);
  return column.length !== twin.length || column.some((item, index) => isNothing(item) && isNothing(twin[index]));
}

function isNothing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null;
}

function first<T>(items: readonly T[], fault: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = fault(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Freezes a value, so that every change of it throws. */
export function deepFreeze<T extends JsonValue>(value: T): T {
  if (Array.isArray(value)) value.forEach(deepFreeze);
  else if (isJsonObject(value)) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
