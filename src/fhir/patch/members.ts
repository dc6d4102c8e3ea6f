import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import type { ElementDefinition } from '../model/definitions';

/**
 * One element as JSON holds it: a value, and for a primitive what stands beside it under `_key`.
 * A value and its id and extensions travel as one, so that they cannot come apart in a list.
 */
export interface Entry {
  readonly value?: JsonValue;
  readonly sibling?: JsonObject;
}

/** Members of one object that a patch may bring along: more than any type of R4 has, and few enough to copy often. */
export const MOST_MEMBERS = 200;

/** Entries of one list that a patch may bring along: each operation on a list copies it. */
export const MOST_ENTRIES = 10_000;

export function entryOf(value: JsonValue | undefined, sibling: JsonValue | undefined): Entry {
  return { value: value ?? undefined, sibling: isJsonObject(sibling) ? sibling : undefined };
}

/**
 * Whether a primitive element is a value and nothing else, without `_name`: the ids of elements and URLs of extensions,
 * which are attributes in XML, and XHTML.
 * @see https://hl7.org/fhir/R4/json.html#primitive
 */
export function isValueOnly({ xmlAttribute, types }: ElementDefinition): boolean {
  return xmlAttribute || types.includes('xhtml');
}

/** The elements under one member name, lists and single ones alike. */
export function readEntries(members: Readonly<JsonObject>, key: string): Entry[] {
  const value = members[key];
  const sibling = members[`_${key}`];
  if (value === undefined && sibling === undefined) return [];
  if (!Array.isArray(value) && !Array.isArray(sibling)) return [entryOf(value, sibling)];
  const values = Array.isArray(value) ? value : [];
  const siblings = Array.isArray(sibling) ? sibling : [];
  const entries: Entry[] = [];
  for (let index = 0; index < Math.max(values.length, siblings.length); index += 1) {
    entries.push(entryOf(values[index], siblings[index]));
  }
  return entries;
}

/**
 * Puts elements under a member name: `key` and `_key`, padded with null against each other, and neither when it would
 * hold nothing.
 *
 * @param members changed in place
 * @see https://hl7.org/fhir/R4/json.html#primitive
 */
export function writeEntries(members: JsonObject, key: string, entries: readonly Entry[], list: boolean): void {
  const values = entries.map(({ value }) => value ?? null);
  const siblings = entries.map(({ sibling }) => sibling ?? null);
  put(members, key, list ? values : values.slice(0, 1), list);
  put(members, `_${key}`, list ? siblings : siblings.slice(0, 1), list);
}

function put(members: JsonObject, key: string, column: JsonValue[], list: boolean): void {
  if (!column.every((item) => item === null)) members[key] = list ? column : column[0]!;
  else if (Object.hasOwn(members, key)) delete members[key];
}
