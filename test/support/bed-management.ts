import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Extension, Location, OperationOutcome } from 'fhir/r4';
import { EXTENSION } from '../../src/ror/shared/extensions';
import { capacity, type CapacityParts } from './capacity';
import type { TestApp } from './test-app';

/** A request body from the guide's page on places. */
export const payload = (name: string): string => readFileSync(join(__dirname, '../../src/ror/scenarios', name), 'utf8');

export const CAPACITIES = `Location.extension.where(url='${EXTENSION.supportedCapacity}')`;
export const HOUSE_NUMBER = EXTENSION.addressHouseNumber;

/** The capacity that scenarios 2bis and 3 select, and for each clause of their path one that differs only in it. */
export const MEANT: CapacityParts = { count: 25 };
export const OTHERS: readonly CapacityParts[] = [
  { count: 1, status: '01' },
  { count: 2, temporality: '02' },
  { count: 3, gender: '01' },
  { count: 4, gender: '02' },
  { count: 5, assignment: '02' },
  { count: 6, status: '05', closing: '01' },
  { count: 7, status: '05', closing: '02' },
  { count: 8, status: '06', bed: '01' },
  { count: 9, status: '06', bed: '01', crisis: '01' },
];

export const everything = [...OTHERS, MEANT].map(capacity);

/** The issues of an answer. */
export const issuesOf = (reply: { body: unknown }) =>
  (reply.body as OperationOutcome).issue.map(({ code, details, expression, diagnostics }) => ({
    code,
    text: details!.text!,
    ...(expression && { expression: expression[0] }),
    ...(diagnostics !== undefined && { diagnostics }),
  }));

/** The capacity in a patch of the guide. */
export const sent = (file: string): Extension =>
  (JSON.parse(payload(file)) as { parameter: { part: { part: { extension: Extension[] }[] }[] }[] }).parameter[0]!
    .part[2]!.part[0]!.extension[0]!;

/** A bed-management client, which uses places of its own. */
export function bedManagement(server: TestApp) {
  let places = 0;
  /** Creates a place with a unique identifier. */
  async function place(extension: readonly Extension[]): Promise<{ location: Location; criteria: string }> {
    const value = `1350054680/SSR${(places += 1)}`;
    const body: Location = {
      resourceType: 'Location',
      identifier: [{ value }],
      extension: [...extension],
      address: { line: ['7 rue porte de Buc'], _line: [{ extension: [{ url: HOUSE_NUMBER, valueString: '7' }] }] },
    };
    const location = (await server.write('post', '/Location', body).expect(201)).body as Location;
    return { location, criteria: `identifier=${value}` };
  }
  const patch = (where: string, body: string | object, headers = {}) =>
    server.write('patch', `/Location${where}`, body, headers);
  const read = async (id: string) => (await server.send('get', `/Location/${id}`).expect(200)).body as Location;
  return { place, patch, read };
}
