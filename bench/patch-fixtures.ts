import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../src/fhir';
import { organization, patch } from './fixtures';

const SCENARIO_10 = join(__dirname, '../../src/ror/scenarios/update-s10-strict-r4.json');
/** Number of different patches, applied in turn; an engine may cache paths, but never a whole answer. */
export const VARIANTS = 64;

/** The 4 KB hospital of the HTTP bench. */
export function hospital(): JsonObject {
  return organization('bench-0000', 0) as JsonObject;
}

/** The three-operation patch of the HTTP bench, each with other values. */
export function threeOperations(): JsonObject[] {
  return Array.from({ length: VARIANTS }, (_, change) => patch(change + 1) as JsonObject);
}

/** The hospital with enough contacts to make its JSON at least this many bytes in UTF-8. */
export function hospitalOf(bytes: number): JsonObject {
  const resource = hospital();
  const contacts = resource.contact as JsonObject[];
  const each = (Buffer.byteLength(JSON.stringify(contacts)) - 1) / contacts.length;
  const missing = Math.max(0, Math.ceil((bytes - bytesOf(resource)) / each));
  // Through text, because a resource from a client shares no objects.
  return JSON.parse(
    JSON.stringify({
      ...resource,
      contact: Array.from({ length: contacts.length + missing }, (_, i) => contacts[i % contacts.length]),
    }),
  ) as JsonObject;
}

/** Patches with this many replacements, spread over the contacts of a resource of `hospitalOf`. */
export function replacements(resource: JsonObject, operations: number): JsonObject[] {
  const contacts = (resource.contact as JsonObject[]).length;
  return Array.from({ length: VARIANTS }, (_, change) => ({
    resourceType: 'Parameters',
    parameter: Array.from({ length: operations }, (_, i): JsonObject => {
      const at = Math.floor((i * contacts) / operations);
      return {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: `Organization.contact[${at}].name.family` },
          { name: 'value', valueString: `Lefèvre-${change}-${i}` },
        ],
      };
    }),
  }));
}

/** The HealthcareService of the guide's scenario 10, as valid R4. */
export function scenario10(): JsonObject {
  return JSON.parse(readFileSync(SCENARIO_10, 'utf8')) as JsonObject;
}

/** The length of its JSON, UTF-8. */
export function bytesOf(resource: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(resource));
}
