import type { JsonObject, JsonValue } from '../json/json-value';
import type { XmlRule } from './xml-table';

/** Sets a member, or appends to its list; earlier occurrences may have had no value. */
export function put(object: JsonObject, { name, repeats }: XmlRule, value: JsonValue): void {
  const list = repeats ? (object[name] as JsonValue[] | undefined) : undefined;
  if (list) list.push(value);
  else object[name] = repeats ? [value] : value;
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
