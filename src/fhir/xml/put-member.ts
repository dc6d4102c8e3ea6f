import type { JsonObject, JsonValue } from '../json/json-value';
import type { XmlRule } from './xml-table';

/** Sets a member, or appends to its list. */
export function put(object: JsonObject, { name, repeats }: XmlRule, index: number, value: JsonValue): void {
  if (!repeats) object[name] = value;
  else if (index === 0) object[name] = [value];
  else (object[name] as JsonValue[]).push(value);
}

/**
 * Sets a primitive's value or its sibling. In a list, null marks an item without one; a list with nothing but nulls is
 * omitted (R4 json.html#primitive).
 */
export function putPrimitive(
  object: JsonObject,
  name: string,
  { repeats }: XmlRule,
  index: number,
  value: JsonValue | undefined,
): void {
  if (!repeats) {
    if (value !== undefined) object[name] = value;
    return;
  }
  const list = object[name] as JsonValue[] | undefined;
  if (list) list.push(value ?? null);
  else if (value !== undefined) object[name] = [...Array<null>(index).fill(null), value];
}
