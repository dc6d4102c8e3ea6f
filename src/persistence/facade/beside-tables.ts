import { jsonEqual, type JsonObject, type JsonValue } from '../../fhir';
import type { Unkept } from './unkept';

/**
 * Elements that the tables cannot hold, kept in a side table. For each element: the value that was sent, and the value
 * the tables held at that time. While the tables still hold that value, the sent one is shown; once it has changed,
 * theirs wins.
 */
export type Beside = Readonly<Record<string, { readonly sent?: JsonValue; readonly table?: JsonValue }>>;

/** @param unkept the elements in which the two differ */
export function besideTables(
  wanted: Readonly<JsonObject>,
  kept: Readonly<JsonObject>,
  unkept: readonly Unkept[],
): Beside {
  const elements = new Set(unkept.map(({ path }) => String(path[0])));
  return Object.fromEntries(
    [...elements].map((name) => [name, { ...pick('sent', wanted[name]), ...pick('table', kept[name]) }]),
  );
}

/** The resource as it was sent, except for elements that have changed in the tables since. */
export function withBeside(fromTables: JsonObject, beside: Beside): JsonObject {
  const resource: JsonObject = { ...fromTables };
  for (const [name, { sent, table }] of Object.entries(beside)) {
    if (!jsonEqual(fromTables[name], table)) continue;
    if (sent === undefined) delete resource[name];
    else resource[name] = sent;
  }
  return resource;
}

function pick(name: 'sent' | 'table', value: JsonValue | undefined) {
  return value === undefined ? {} : { [name]: value };
}
