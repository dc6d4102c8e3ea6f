/**
 * Writes docs/scenarios.md: every update scenario of the ROR guide as a curl command, with the actual answer of a fresh
 * server with the sample directory.   npm run scenarios
 */
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Resource } from 'fhir/r4';
import { readSettings } from '../src/config/settings';
import { createApp } from '../src/server/create-app';

interface Step {
  readonly title: string;
  readonly method: 'PATCH' | 'PUT' | 'POST';
  readonly path: string;
  readonly file: string;
  readonly strict?: boolean;
  /** Elements of the answer worth showing. */
  readonly show?: readonly string[];
}

const patch = (title: string, path: string, file: string, show: readonly string[], strict = false): Step => ({
  title, method: 'PATCH', path, file, show, strict,
}); // prettier-ignore

const STEPS: readonly Step[] = [
  patch('1. A legal entity moves, as the guide prints it', 'Organization/1234', 'update-s01-as-printed.json', ['address']),
  patch('1. The same in strict FHIRPath Patch, without the ids the page pasted in', 'Organization/1234', 'update-s01-strict-r4.json', ['address']),
  patch('1. As printed, without leniency', 'Organization/1234', 'update-s01-as-printed.json', [], true),
  patch('2. Another phone and one more contact, as printed: a comma is missing', 'Organization/4569', 'update-s02-as-printed.txt', []),
  patch('2. The same, comma added', 'Organization/4569', 'update-s02-comma-repaired.json', ['telecom', 'contact']),
  patch('3. An internal organization is renamed, as printed', 'Organization/789', 'update-s03-as-printed.json', ['name']),
  patch('4. A practitioner is reached otherwise, as printed', 'Practitioner/159', 'update-s04-as-printed.json', ['telecom']),
  patch('5. Two specialties, as printed', 'PractitionerRole/753', 'update-s05-as-printed.json', ['specialty']),
  patch('6. One more act, as printed', 'HealthcareService/741', 'update-s06-as-printed.json', ['characteristic']),
  patch('7. An activity ends, as printed', 'HealthcareService/852', 'update-s07-as-printed.json', ['specialty']),
  patch('7. Again: there is nothing left to withdraw', 'HealthcareService/852', 'update-s07-as-printed.json', ['specialty']),
  patch('8. Six additions, as printed', 'HealthcareService/963', 'update-s08-as-printed.json', ['specialty', 'characteristic']),
  { title: '9. A professional joins an offer', method: 'POST', path: 'PractitionerRole', file: 'create-s10-PractitionerRole.json', show: ['practitioner', 'healthcareService', 'code'] },
  { title: '10. An offer is replaced, as printed', method: 'PUT', path: 'HealthcareService/964', file: 'update-s10-as-printed.json', show: ['identifier', 'category', 'type'] },
  { title: '10. As printed, without leniency', method: 'PUT', path: 'HealthcareService/964', file: 'update-s10-as-printed.json', strict: true },
  { title: '11. A new place', method: 'POST', path: 'Location', file: 'location-s01-Location.json', show: ['type', 'address'] },
  patch('11. The offer names the place (YYYY replaced by its id)', 'HealthcareService/963', 'location-s01-patch-HealthcareService.json', ['location']),
]; // prettier-ignore

/** Known to bed-management software by this identifier; it has beds and equipment. */
const WARD = 'Location?identifier=1946613186/NCH-3N';

/** The guide's page on places. Its faulty examples are refused, and repeated in strict R4. */
const PLACE_STEPS: readonly Step[] = [
  { title: 'Place 1. A new place', method: 'POST', path: 'Location', file: 'location-s01-Location.json', show: ['identifier', 'type'] },
  patch('Place 1. The offer names the place (YYYY replaced by its id)', 'HealthcareService/741', 'location-s01-patch-HealthcareService.json', ['location']),
  patch('Place 2bis. The number of free places, before there is one: send add', WARD, 'location-s02bis-patch.json', []),
  patch('Place 2. Free places are told for the first time', WARD, 'location-s02-patch.json', ['extension']),
  patch('Place 2bis. Another number of free places', WARD, 'location-s02bis-patch.json', ['extension']),
  patch('Place 2bis. The same again makes no version', WARD, 'location-s02bis-patch.json', []),
  patch('Place 2. Again: there is one of each', WARD, 'location-s02-patch.json', []),
  patch('Place 3. Free places are not told any more', WARD, 'location-s03-patch.json', []),
  patch('Place 4. Another house number, as printed', 'Location/5253', 'location-s04-patch.json', []),
  patch('Place 4. The same in strict FHIRPath Patch', 'Location/5253', 'location-s04-strict-r4.json', ['address'], true),
  patch('Place 5. New equipment, as printed', 'Location/8001', 'location-s05-patch.json', []),
  patch('Place 5. The same in strict FHIRPath Patch', 'Location/8001', 'location-s05-strict-r4.json', ['extension'], true),
  patch('Place 6. The number of one kind of equipment, as printed', 'Location/5253', 'location-s06-patch.json', []),
  patch('Place 6. The same in strict FHIRPath Patch', 'Location/5253', 'location-s06-strict-r4.json', ['extension'], true),
  patch('Place 7. Equipment is withdrawn, as printed; this place has none of that kind', 'Location/5253', 'location-s07-patch.json', []),
  patch('Place 8. The limit of one kind of equipment, as printed', 'Location/5253', 'location-s08-patch.json', []),
  patch('Place 8. The same in strict FHIRPath Patch', 'Location/5253', 'location-s08-strict-r4.json', ['extension'], true),
  patch('Place 9. All capacities at once, as printed with a comma added (deprecated)', 'Location/5253', 'location-s09-patch-comma-added.json', []),
]; // prettier-ignore

const HEADERS = ['location', 'etag', 'last-modified', 'fhir-applied-rules', 'fhir-warnings'];
const FOLDER = 'src/ror/scenarios';

async function main(): Promise<void> {
  const settings = readSettings({
    DATABASE_URL: 'sqlite::memory:',
    SAMPLE_DATA: 'true',
    LOG_LEVEL: 'silent',
    AUTH: 'none',
    PORT: '3000',
  });
  const app = await createApp(settings);
  const server = await app.listen(0, '127.0.0.1');
  const base = `http://127.0.0.1:${(server as { address(): AddressInfo }).address().port}/fhir`;
  const sections: string[] = [];
  let place = 'Location/YYY';
  for (const step of [...STEPS, ...PLACE_STEPS]) {
    const body = readFileSync(`${FOLDER}/${step.file}`, 'utf8').replace('Location/YYY', place);
    const reply = await fetch(`${base}/${step.path}`, {
      method: step.method,
      headers: { 'Content-Type': 'application/fhir+json', ...(step.strict && { Prefer: 'handling=strict' }) },
      body,
    });
    const answer = (await reply.json()) as Resource;
    if (step.path === 'Location') place = `Location/${answer.id}`;
    sections.push(section(step, reply, answer));
  }
  await app.close();
  writeFileSync('docs/scenarios.md', `${INTRODUCTION}\n${sections.join('\n')}`);
}

const INTRODUCTION = `# The update scenarios of the ROR guide

Each as a curl line for a server started with \`npm run quickstart\` on an empty database, and the answer it gave; of long
bodies the elements that changed. Written by \`npm run scenarios\`. The payloads are in [${FOLDER}](../${FOLDER}), as the guide prints
them and in strict R4; the rules that read the former are explained in [patch.md](patch.md).
`;

function section({ title, method, path, file, strict, show = [] }: Step, reply: Response, answer: Resource): string {
  const prefer = strict ? ` -H 'Prefer: handling=strict'` : '';
  const shown =
    answer.resourceType === 'OperationOutcome' ? answer : pick(answer, ['resourceType', 'id', 'meta', ...show]);
  const headers = HEADERS.flatMap((name) => (reply.headers.has(name) ? [`${name}: ${reply.headers.get(name)}`] : []));
  return [
    `## ${title}`,
    '```sh',
    `curl -i -X ${method} localhost:3000/fhir/${path} -H 'Content-Type: application/fhir+json'${prefer} \\`,
    `  -d @${FOLDER}/${file}`,
    '```',
    '```',
    `${reply.status} ${reply.statusText}`,
    ...headers,
    '',
    JSON.stringify(shown, null, 1),
    '```',
    '',
  ].join('\n');
}

function pick(resource: Resource, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => names.includes(name)));
}

void main();
