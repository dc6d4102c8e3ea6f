import { jsonEqual, type JsonObject, type JsonValue } from '../../fhir';
import type { Unkept } from './unkept';

/**
 * What the tables have no place for, as it is kept beside them: by element, what was sent, and what the tables said of
 * the element then. As long as they say the same, what was sent is shown; once the element was changed there, they win.
 */
export type Beside = Readonly<Record<string, { readonly sent?: JsonValue; readonly table?: JsonValue }>>;

/** @param unkept of the two */
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

/** The resource as it was sent, but for what was changed in the tables since. */
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
