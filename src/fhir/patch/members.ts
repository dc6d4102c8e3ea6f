import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import type { ElementDefinition } from '../model/definitions';

/**
 * One occurrence of an element in JSON: its value, and for a primitive what `_key` holds for it.
 * They are kept together so that they cannot get out of step in a list.
 */
export interface Entry {
  readonly value?: JsonValue;
  readonly sibling?: JsonObject;
}

/** Maximum members per object in a patch: more than any R4 type has, and few enough to copy often. */
export const MOST_MEMBERS = 200;

/** Maximum items per list in a patch, because each operation on a list copies it. */
export const MOST_ENTRIES = 10_000;

export function entryOf(value: JsonValue | undefined, sibling: JsonValue | undefined): Entry {
  return { value: value ?? undefined, sibling: isJsonObject(sibling) ? sibling : undefined };
}

/**
 * Whether a primitive element has only a value, never `_name`: element ids and extension URLs, which are attributes in
 * XML, and XHTML.
 * @see https://hl7.org/fhir/R4/json.html#primitive
 */
export function isValueOnly({ xmlAttribute, types }: ElementDefinition): boolean {
  return xmlAttribute || types.includes('xhtml');
}

/** The occurrences of a member, whether or not it is a list. */
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
 * Writes occurrences to the members `key` and `_key`. Lists are padded with null to equal length, and a member that
 * would hold nothing is removed.
 *
 * @param members modified in place
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
