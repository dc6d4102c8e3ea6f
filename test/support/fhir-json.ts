import { isJsonObject, type JsonObject, type JsonValue } from '../../src/fhir/json/json-value';

/**
 * Where a value is no FHIR JSON, whatever its type: an empty object, list or text, a null that pads nothing, or a list
 * of primitives and the ids beside it that do not match. Undefined when it is in order.
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
    // Extensions without a value stand beside nothing when the whole list has none.
    return isNothing(other?.[index]) && (other || !key.startsWith('_')) ? `${place}[${index}]` : undefined;
  });
}

/** Whether somewhere in a value a primitive and the ids beside it do not match: one is a list, or longer, or both are null. */
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

/** Makes every write into a value throw. */
export function deepFreeze<T extends JsonValue>(value: T): T {
  if (Array.isArray(value)) value.forEach(deepFreeze);
  else if (isJsonObject(value)) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
