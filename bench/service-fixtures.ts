import type { JsonObject, JsonValue } from '../src/fhir';
import { bytesOf, scenario10, VARIANTS } from './patch-fixtures';

/**
 * The lists of scenario 10 that may grow, and the first entry that may repeat; the profile allows those before it once.
 */
const REPEATED: readonly (readonly [member: string, from: number])[] = [
  ['specialty', 0],
  ['characteristic', 1],
  ['availableTime', 0],
  ['extension', 3],
];

/**
 * The HealthcareService of scenario 10, lengthened or shortened to at least this many UTF-8 bytes of JSON: valid R4 at
 * any size, and conformant to its profile from 4 KB on. Entries are added from all its lists in turn, so that resources
 * of all sizes have the same mix.
 */
export function serviceOf(bytes: number): JsonObject {
  const service = scenario10();
  const lists = new Map(
    Object.entries(service).filter((entry): entry is [string, JsonValue[]] => Array.isArray(entry[1])),
  );
  const repeated = REPEATED.map(([member, from]) =>
    lists
      .get(member)!
      .splice(from)
      .map((entry) => ({ member, entry })),
  );
  const longest = Math.max(...repeated.map(({ length }) => length));
  const cycle = Array.from({ length: longest }, (_, rank) => repeated.flatMap((list) => list[rank] ?? [])).flat();
  let length = bytesOf(service);
  for (let i = 0; length < bytes; i += 1) {
    const { member, entry } = cycle[i % cycle.length]!;
    lists.get(member)!.push(entry);
    length += Buffer.byteLength(JSON.stringify(entry)) + 1;
  }
  const filled = Object.entries(service).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return throughText(Object.fromEntries(filled));
}

/** The same resource under many names, used in turn so that no answer can be cached. */
export function variantsOf(service: JsonObject): JsonObject[] {
  return Array.from({ length: VARIANTS }, (_, change) =>
    throughText({ ...service, name: `${service['name'] as string} ${change}` }),
  );
}

/** The same resource with every number as a string. */
export function withoutNumbers(resource: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(resource), (_key, value: unknown) =>
    typeof value === 'number' ? String(value) : value,
  ) as JsonObject;
}

/** A resource from a client shares no objects. */
function throughText(resource: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(resource)) as JsonObject;
}
