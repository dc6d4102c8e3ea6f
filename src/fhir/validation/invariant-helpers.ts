import { isJsonNumber, isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';

/** True when an element is there: with a value, or with extensions only. */
export function has(value: JsonObject, name: string): boolean {
  return Object.hasOwn(value, name) || Object.hasOwn(value, `_${name}`);
}

/** The choice `name[x]` has a value of some type. */
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

/** An object member; undefined when there is none or it is something else. */
export function objectIn(value: JsonObject, name: string): JsonObject | undefined {
  const found = value[name];
  return isJsonObject(found) ? found : undefined;
}

/** "If `name` is there, `other` is." */
export function needs(name: string, other: string): (value: JsonObject) => boolean {
  return (value) => !has(value, name) || has(value, other);
}
