import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';

/** True when an element is present, with a value or only with extensions. */
export function has(value: JsonObject, name: string): boolean {
  return Object.hasOwn(value, name) || Object.hasOwn(value, `_${name}`);
}

/** The choice `name[x]` has a value of any type. */
export function hasChoice(value: JsonObject, name: string): boolean {
  return Object.keys(value).some((key) => key.startsWith(name, key.startsWith('_') ? 1 : 0));
}

export function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

export function numberIn(value: JsonObject, name: string): number | undefined {
  const found = value[name];
  return isJsonNumber(found) ? Number(found) : undefined;
}

/** A member that is an object; undefined when it is absent or something else. */
export function objectIn(value: JsonObject, name: string): JsonObject | undefined {
  const found = value[name];
  return isJsonObject(found) ? found : undefined;
}

/** If `name` is present, `other` must be too. */
export function needs(name: string, other: string): (value: JsonObject) => boolean {
  return (value) => !has(value, name) || has(value, other);
}
