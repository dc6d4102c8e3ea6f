import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { isPrimitive } from '../model/definitions';
import type { Step } from '../validation/issue-collector';
import { bareName, choiceKey, isChoice } from './element-node';

/** One occurrence of an element. */
export interface Item {
  /** Undefined for a primitive that has only extensions. */
  readonly value: JsonValue | undefined;
  /** The sibling `_name` of a primitive. */
  readonly extras: JsonObject | undefined;
  /** Its FHIR type; for a resource, its `resourceType`. */
  readonly type: string;
  readonly step: Step;
  readonly extrasStep: Step;
  /** Its index in a list; undefined when the element does not repeat. */
  readonly index: number | undefined;
}

/** Finds the occurrences of one element in the object that has it. */
export type ItemReader = (owner: JsonObject) => readonly Item[];

const NONE: readonly Item[] = [];

/**
 * @param name name of the element, including `[x]`
 * @param types the types R4 allows
 */
export function itemReader(name: string, types: readonly string[]): ItemReader {
  if (!isChoice(name)) return memberReader(name, name, types[0] ?? 'Element');
  const readers = new Map<string, ItemReader>();
  for (const type of types) {
    const key = choiceKey(name, type);
    const reader = memberReader(key, bareName(name), type);
    readers.set(key, reader);
    if (isPrimitive(type)) readers.set(`_${key}`, (owner) => (Object.hasOwn(owner, key) ? NONE : reader(owner)));
  }
  return (owner) => {
    let found = NONE;
    for (const key in owner) {
      const read = readers.get(key);
      if (read) found = found.length === 0 ? read(owner) : [...found, ...read(owner)];
    }
    return found;
  };
}

function memberReader(key: string, name: string, type: string): ItemReader {
  const step = { key, name };
  const extrasStep = { key: `_${key}`, name };
  const primitive = isPrimitive(type);
  const item = (value: JsonValue | undefined, extras: JsonValue | undefined, index: number | undefined): Item => ({
    value: value === null ? undefined : value,
    extras: isJsonObject(extras) ? extras : undefined,
    type: type === 'Resource' ? resourceTypeOf(value) : type,
    step,
    extrasStep,
    index,
  });
  return (owner) => {
    const value = owner[key];
    const extras = primitive ? owner[extrasStep.key] : undefined;
    if (value === undefined && extras === undefined) return NONE;
    if (!Array.isArray(value) && !Array.isArray(extras)) {
      return value === null && !isJsonObject(extras) ? NONE : [item(value, extras, undefined)];
    }
    const values = Array.isArray(value) ? value : [];
    const besides = Array.isArray(extras) ? extras : [];
    const items: Item[] = [];
    for (let index = 0; index < Math.max(values.length, besides.length); index += 1) {
      if (values[index] == null && !isJsonObject(besides[index])) continue;
      items.push(item(values[index], besides[index], index));
    }
    return items;
  };
}

function resourceTypeOf(value: JsonValue | undefined): string {
  return isJsonObject(value) && typeof value.resourceType === 'string' ? value.resourceType : 'Resource';
}

/** The object with the members of an item; for a primitive, its sibling. */
export function membersOf({ value, extras }: Item): JsonObject | undefined {
  return isJsonObject(value) ? value : extras;
}
