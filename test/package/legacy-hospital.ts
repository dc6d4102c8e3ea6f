import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, CapabilityStatement, HealthcareService, OperationOutcome, Organization } from 'fhir/r4';
import { createConnection, type Connection } from 'mysql2/promise';
import { databases, type TestDatabase } from '../support/databases';
import { freePort } from './free-port';
import type { InstalledPackage } from './installed-package';

const SOURCE = 'examples/legacy-hospital';
const MOST_LINES = 150;
const FINESS = 'urn:oid:1.2.250.1.71.4.2.2';

/** The example, compiled against the package and run on MariaDB as its README describes. */
export function legacyHospital(installed: () => InstalledPackage): void {
  it(`the facade of ${SOURCE} is less than ${MOST_LINES} lines`, () => {
    const folder = join(__dirname, '../..', SOURCE, 'src');
    const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
    expect(lines.length).toBeLessThan(MOST_LINES);
  });

  const servers = databases.filter(({ name }) => name !== 'SQLite');
  for (const { name, createDatabase } of servers) {
    describe(`the facade of ${SOURCE}, on ${name}`, () => {
      let database: TestDatabase;
      let outside: Connection;
      let server: ChildProcess;
      let base: string;

      beforeAll(async () => {
        const project = installed().also(SOURCE);
        expect(project.run('typescript/bin/tsc', '-p', '.')).toBe('');
        database = await createDatabase();
        outside = await createConnection({ uri: database.url.replace('mariadb:', 'mysql:'), multipleStatements: true });
        for (const file of ['schema.sql', 'data.sql']) {
          await outside.query(readFileSync(join(project.folder, 'sql', file), 'utf8'));
        }
        const port = await freePort();
        base = `http://127.0.0.1:${port}/fhir`;
        server = spawn(process.execPath, ['dist/main.js'], {
          cwd: project.folder,
          env: { DATABASE_URL: database.url, PORT: String(port) },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const [first] = (await Promise.race([once(server.stdout!, 'data'), once(server, 'exit')])) as unknown[];
        expect(String(first)).toContain('The FHIR server of the hospital group');
      });
      afterAll(async () => {
        const stopped = once(server, 'exit');
        server.kill();
        await stopped;
        await outside.end();
        await database.drop();
      });

      const get = async <R>(path: string): Promise<R> => (await (await fetch(`${base}${path}`)).json()) as R;
      const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
        fetch(`${base}${path}`, {
          method,
          headers: { 'Content-Type': 'application/fhir+json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        });
      const etagOf = async (path: string) => (await fetch(`${base}${path}`)).headers.get('etag')!;

      it('serves both types from the tables, and a third one from those of the framework', async () => {
        const { rest } = await get<CapabilityStatement>('/metadata');
        const served = rest![0]!.resource!.filter(({ type }) =>
          /^(Organization|HealthcareService|Endpoint)$/.test(type),
        );
        expect(served.map(({ type, readHistory, updateCreate }) => [type, readHistory, updateCreate])).toEqual([
          ['Organization', false, false],
          ['HealthcareService', false, false],
          ['Endpoint', false, false],
        ]);
        const codes = served[0]!.searchParam!.map(({ name }) => name);
        expect(codes).toEqual(expect.arrayContaining(['_id', '_lastUpdated', 'identifier', 'name', 'address-city']));
        // R4 defines it, but the tables have no column for it.
        expect(codes).not.toContain('endpoint');
      });

      it.each<[search: string, total: number]>([
        ['/Organization', 40],
        ['/Organization?identifier=440007919', 1],
        [`/Organization?identifier=${FINESS}|440007919`, 1],
        ['/Organization?identifier=urn:x|440007919', 0],
        ['/Organization?name=hopital', 8],
        ['/Organization?address-city=Nantes&active=true', 6],
        ['/HealthcareService', 160],
        ['/HealthcareService?organization=Organization/1', 4],
      ])('finds %s', async (search, total) => {
        expect((await get<Bundle>(search)).total).toBe(total);
      });

      it('creates with the id that the database assigns, and replaces', async () => {
        const { id: _, meta: __, ...first } = await get<Organization>('/Organization/1');
        const identifier = [{ system: FINESS, value: '990000001' }];
        const created = await send('POST', '/Organization', { ...first, identifier });
        expect(created.status).toBe(201);
        const made = (await created.json()) as Organization;
        expect(made.id).toBe('41');
        expect(created.headers.get('etag')).toBe(await etagOf('/Organization/41'));
        const replaced = await send('PUT', '/Organization/41', { ...made, name: 'Nouveau nom' });
        expect([replaced.status, replaced.headers.get('etag')]).toEqual([200, await etagOf('/Organization/41')]);
        expect((await get<Organization>('/Organization/41')).name).toBe('Nouveau nom');
      });

      it.each<[language: string, type: string, body: unknown]>([
      ['FHIRPath Patch', 'application/fhir+json', {
        resourceType: 'Parameters',
        parameter: [{ name: 'operation', part: [
          { name: 'type', valueCode: 'replace' }, { name: 'path', valueString: 'HealthcareService.name' }, { name: 'value', valueString: 'FHIRPath Patch' },
        ] }],
      }],
      ['JSON Patch', 'application/json-patch+json', [{ op: 'replace', path: '/name', value: 'JSON Patch' }]],
      ['XML Patch', 'application/xml-patch+xml', '<diff xmlns:f="http://hl7.org/fhir"><replace sel="f:HealthcareService/f:name/@value">XML Patch</replace></diff>'],
    ])('is patched in %s', async (language, type, body) => {
      const patched = await send('PATCH', '/HealthcareService/2', body, { 'Content-Type': type });
      expect([patched.status, ((await patched.json()) as HealthcareService).name]).toEqual([200, language]);
    }); // prettier-ignore

      it('lets exactly one of twenty writers of the same version win', async () => {
        const before = await get<Organization>('/Organization/3');
        const etag = await etagOf('/Organization/3');
        const replies = await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            send('PUT', '/Organization/3', { ...before, name: `Racer ${n}` }, { 'If-Match': etag }),
          ),
        );
        expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
      });

      it('shows at once what the application of the hospital writes, and refuses a writer who has not seen it', async () => {
        const before = await get<HealthcareService>('/HealthcareService/5');
        const etag = await etagOf('/HealthcareService/5');
        await outside.query("UPDATE service SET libelle = 'Autre' WHERE id = 5");
        expect((await get<HealthcareService>('/HealthcareService/5')).name).toBe('Autre');
        expect(await etagOf('/HealthcareService/5')).not.toBe(etag);
        const late = await send('PUT', '/HealthcareService/5', { ...before, name: 'B' }, { 'If-Match': etag });
        expect(late.status).toBe(412);
      });

      it('refuses elements without a column, and names them', async () => {
        const before = await get<Organization>('/Organization/4');
        const reply = await send('PUT', '/Organization/4', { ...before, alias: ['A', 'B'] });
        const { issue } = (await reply.json()) as OperationOutcome;
        expect([reply.status, issue[0]!.expression]).toEqual([422, ['Organization.alias']]);
        expect(await get<Organization>('/Organization/4')).toEqual(before);
      });

      it('stores a resource of the framework next to the tables, with its history', async () => {
        const endpoint = {
          resourceType: 'Endpoint',
          status: 'active',
          connectionType: { code: 'hl7-fhir-rest' },
          payloadType: [{ text: 'any' }],
          address: 'https://hopital.example/fhir',
          managingOrganization: { reference: 'Organization/1' },
        };
        const created = await send('POST', '/Endpoint', endpoint);
        expect([created.status, created.headers.get('etag')]).toEqual([201, 'W/"1"']);
      });
    });
  }
}
