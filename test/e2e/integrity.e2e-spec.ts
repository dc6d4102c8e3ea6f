import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Bundle, OperationOutcome, Resource } from 'fhir/r4';
import { FhirPlugin, Hook, type HookPoints, type StoredVersion } from '../../src/fhir';
import { databases, type TestDatabase } from '../support/databases';
import { patchOf } from '../support/patches';
import { startTestApp, type SettingsText, type TestApp } from '../support/test-app';
import { JSON_WIRE, resourceOf, speaking, XML_WIRE } from '../support/wire-format';
import { draftOf } from '../support/draft-of';

const to = (reference: string) => ({ reference });
const BASE = 'http://localhost:3000/fhir';
const SYSTEM = 'http://finess.esante.gouv.fr';

/**
 * Deletes the referrers of an organization named `cascade` with it, and creates the parent of one named `with parent`.
 */
@Injectable()
class Cascade {
  @Hook('resource.beforeDelete')
  async deleteReferrers({ resource, unit }: HookPoints['resource.beforeDelete']['event']): Promise<void> {
    if (resource['name'] !== 'cascade') return;
    for (const { type, id } of await unit.referrers('Organization', resource['id'] as string, 99)) {
      const { versionId } = (await unit.read(type, id)) as StoredVersion;
      await unit.write({ type, id, interaction: 'delete', resource: null }, versionId);
    }
  }
  @Hook('resource.beforeWrite')
  async makeParent({ resource, unit }: HookPoints['resource.beforeWrite']['event']): Promise<void> {
    if (resource['name'] !== 'with parent') return;
    const id = (resource['partOf'] as { reference: string }).reference.split('/')[1]!;
    const parent = { resourceType: 'Organization', id, name: 'parent' };
    await unit.write({ type: 'Organization', id, interaction: 'create', resource: parent }, null);
  }
}
@FhirPlugin({ providers: [Cascade] })
class CascadePlugin {}

describe.each(databases)('references on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  const apps: TestApp[] = [];
  /** A server with these settings, on the shared database. */
  async function appWith(settings: SettingsText = {}): Promise<TestApp> {
    const app = await startTestApp(
      { DATABASE_URL: database.url, UPDATE_CREATE: 'true', REFERENTIAL_INTEGRITY: 'on', ...settings },
      { plugins: [CascadePlugin] },
    );
    apps.push(app);
    return app;
  }
  let app: TestApp;
  beforeAll(async () => {
    database = await createMigrated();
    app = await appWith();
  });
  afterAll(async () => {
    for (const each of apps) await each.close();
    await database.drop();
  });

  describe.each([JSON_WIRE, XML_WIRE])('in $name', (format) => {
    let server: TestApp;
    let value: string;
    let place: string;
    let parent: string;
    let service: Resource;
    let path: string;
    beforeEach(async () => {
      server = speaking(app, format);
      value = randomUUID();
      place = await created('Location', {});
      parent = await created('Organization', {});
      const members = { identifier: [{ system: SYSTEM, value }], providedBy: to(parent), location: [to(place)] };
      path = `/${await created('HealthcareService', members)}`;
      service = resourceOf(await server.send('get', path).expect(200)) as unknown as Resource;
    });

    async function created(resourceType: string, members: object): Promise<string> {
      const body = { resourceType, name: 'a', ...members };
      const { id } = resourceOf(await server.write('post', `/${resourceType}`, body).expect(201))!;
      return `${resourceType}/${id as string}`;
    }
    const versionOf = async (address: string) =>
      (resourceOf(await server.send('get', address).expect(200)) as Resource | undefined)?.meta?.versionId;
    const outcomeOf = (reply: Parameters<typeof resourceOf>[0]) => resourceOf(reply) as unknown as OperationOutcome;

    const adding = (reference: string) =>
      patchOf({ type: 'add', path: 'HealthcareService', name: 'location', value: { valueReference: to(reference) } });
    const WAYS: [string, number, (reference: string) => ReturnType<TestApp['send']>][] = [
      [
        'POST',
        201,
        (reference) => server.write('post', '/HealthcareService', { ...service, location: [to(place), to(reference)] }),
      ],
      ['PUT', 200, (reference) => server.write('put', path, { ...service, location: [to(place), to(reference)] })],
      [
        'PUT that creates',
        201,
        (reference) => {
          const body = { ...service, id: `new-${value}`, location: [to(place), to(reference)] };
          return server.write('put', `/HealthcareService/new-${value}`, body);
        },
      ],
      ['PATCH', 200, (reference) => server.write('patch', path, adding(reference))],
      [
        'conditional PATCH',
        200,
        (reference) => server.write('patch', `/HealthcareService?identifier=${SYSTEM}|${value}`, adding(reference)),
      ],
      [
        'JSON Patch',
        200,
        (reference) => {
          const patch = [{ op: 'add', path: '/location/-', value: to(reference) }];
          return server.write('patch', path, JSON.stringify(patch), { 'Content-Type': 'application/json-patch+json' });
        },
      ],
      [
        'XML Patch',
        200,
        (reference) => {
          const patch = `<diff><add sel="/HealthcareService/location" pos="after"><location><reference value="${reference}"/></location></add></diff>`;
          return server.write('patch', path, patch, { 'Content-Type': 'application/xml-patch+xml' });
        },
      ],
    ];

    describe.each(WAYS)('%s', (_, status, send) => {
      it('accepts a reference to a resource that exists', async () => {
        await send(await created('Location', {})).expect(status);
      });

      it.each([
        ['never was', async () => `Location/none-${value}`],
        [
          'was deleted',
          async () => {
            const gone = await created('Location', {});
            await server.send('delete', `/${gone}`).expect(204);
            return gone;
          },
        ],
      ])('refuses one to a resource that %s, and stores nothing', async (_name, make) => {
        const reference = await make();
        const reply = await send(reference);
        expect(reply.status).toBe(422);
        expect(outcomeOf(reply).issue).toMatchObject([
          {
            severity: 'error',
            code: 'not-found',
            details: { text: expect.stringContaining(`\`${reference}\` leads nowhere`) as string },
            diagnostics: 'Create the Location first, or refer to one that exists.',
            expression: ['HealthcareService.location[1]'],
          },
        ]);
        expect(await versionOf(path)).toBe('1');
        await server.send('get', `/HealthcareService/new-${value}`).expect(404);
      });
    });

    const put = (members: object) => server.write('put', path, { ...service, ...members });

    it('reports line and column of each dangling reference', async () => {
      const body = format.text({ ...service, location: [to(place), to('Location/x'), to('Location/y')] });
      const lines = body.split('\n');
      const { issue } = outcomeOf(await server.write('put', path, body).expect(422));
      expect(issue.map(({ expression }) => expression)).toEqual([
        ['HealthcareService.location[1]'],
        ['HealthcareService.location[2]'],
      ]);
      const [line, column] = issue[1]!.extension!.map(({ valueInteger }) => valueInteger!);
      expect(lines[line! - 1]!.slice(column! - 1)).toMatch(/^"?(Location\/y|<reference value="Location\/y)/);
    });

    it.each<[string, () => object, number]>([
      ['one version of a resource, whatever version', () => ({ coverageArea: [to(`${place}/_history/99`)] }), 200],
      ['one version of a resource that is not there', () => ({ coverageArea: [to('Location/x/_history/1')] }), 422],
      ['an address of this server', () => ({ coverageArea: [to(`${BASE}/${place}`)] }), 200],
      ['an address of this server where nothing is', () => ({ coverageArea: [to(`${BASE}/Location/x`)] }), 422],
      ['an address of another server', () => ({ coverageArea: [to('https://x.org/fhir/Location/x')] }), 200],
      ['a type that is not served', () => ({ endpoint: [to('Endpoint/x')] }), 200],
      ['an entry, by uuid', () => ({ coverageArea: [to(`urn:uuid:${value}`)] }), 422],
      ['an entry, by oid', () => ({ coverageArea: [to('urn:oid:1.2.250.1.71')] }), 422],
      ['another urn', () => ({ coverageArea: [to('urn:isbn:9780000000000')] }), 200],
      [
        'an identifier in a urn system',
        () => ({ coverageArea: [{ identifier: { system: 'urn:oid:1.2', value } }] }),
        200,
      ],
      [
        'nothing, with a urn in a uri',
        () => ({ extension: [{ url: 'http://x', valueUri: `urn:uuid:${value}` }] }),
        200,
      ],
      [
        'a contained resource',
        () => ({ contained: [{ resourceType: 'Location', id: 'c' }], coverageArea: [to('#c')] }),
        200,
      ],
      [
        'nothing, from a contained resource',
        () => ({
          contained: [{ resourceType: 'Location', id: 'c', partOf: to('Location/x') }],
          coverageArea: [to('#c')],
        }),
        422,
      ],
      [
        'nothing, from an extension',
        () => ({ extension: [{ url: 'http://x', valueReference: to('Location/x') }] }),
        422,
      ],
      ['what has an identifier alone', () => ({ coverageArea: [{ identifier: { value: 'x' } }] }), 200],
      ['itself', () => ({ extension: [{ url: 'http://x', valueReference: to(path.slice(1)) }] }), 200],
    ])('a reference to %s', async (_, members, status) => {
      await put(members()).expect(status);
    });

    it('accepts a reference to itself from a resource that does not exist yet', async () => {
      const id = `own-${value}`;
      const extension = [{ url: 'http://x', valueReference: to(`Location/${id}`) }];
      const body = { resourceType: 'Location', id, name: 'a', extension };
      await server.write('put', `/Location/${id}`, body).expect(201);
    });

    it('is responsible for the references it adds, not for the existing ones', async () => {
      const id = `dangling-${value}`;
      const dangling = { resourceType: 'HealthcareService', id, name: 'a', location: [to('Location/lost')] };
      const version = { versionId: '1', lastUpdated: new Date(), interaction: 'create' } as const;
      await app.store.transaction((unit) =>
        unit.write(draftOf({ type: 'HealthcareService', id, ...version, json: JSON.stringify(dangling) }), null),
      );
      const at = `/HealthcareService/${id}`;
      await server.write('put', at, { ...dangling, name: 'b' }).expect(200);
      await server.write('put', at, { ...dangling, location: [to(place), to('Location/lost')] }).expect(200);
      await server.write('put', at, { ...dangling, location: [to('Location/lost'), to('Location/x')] }).expect(422);
    });

    it('a dry run says the same', async () => {
      await server.write('put', `${path}?_dryRun=true`, { ...service, location: [to('Location/x')] }).expect(422);
      await server.send('delete', `/${place}?_dryRun=true`).expect(409);
    });

    it('refuses to delete what others refer to, and names them', async () => {
      const reply = await server.send('delete', `/${parent}`);
      expect(reply.status).toBe(409);
      const { issue } = outcomeOf(reply);
      expect(issue).toMatchObject([
        { severity: 'error', code: 'conflict', diagnostics: 'First change or delete the resources that refer to it.' },
      ]);
      expect(issue[0]!.details!.text).toBe(
        `${parent} is not deleted, because others refer to it: ${path.slice(1)} (HealthcareService.providedBy).`,
      );
      await server.send('get', `/${parent}`).expect(200);
    });

    it('says so in French', async () => {
      const reply = await server.send('delete', `/${parent}`).set('Accept-Language', 'fr').expect(409);
      expect(outcomeOf(reply).issue[0]!.details!.text).toMatch(/n’est pas supprimée, car d’autres/);
    });

    it.each([
      ['changed', () => put({ providedBy: undefined }).expect(200)],
      ['deleted', () => server.send('delete', path).expect(204)],
    ])('deletes it once they are %s', async (_, clear) => {
      await clear();
      await server.send('delete', `/${parent}`).expect(204);
    });

    it('counts the referrers that it does not name', async () => {
      for (let n = 0; n < 12; n += 1) await created('Organization', { partOf: to(parent) });
      const text = outcomeOf(await server.send('delete', `/${parent}`).expect(409)).issue[0]!.details!.text!;
      expect(text.match(/\((HealthcareService|Organization)\.\w+\)/g)).toHaveLength(10);
      expect(text).toMatch(/ and 3 more\.$/);
    });

    it('deletes a resource that refers to itself alone', async () => {
      const alone = await created('Location', {});
      const extension = [{ url: 'http://x', valueReference: to(alone) }];
      const body = { resourceType: 'Location', id: alone.split('/')[1], name: 'a', extension };
      await server.write('put', `/${alone}`, body).expect(200);
      await server.send('delete', `/${alone}`).expect(204);
    });

    it('sees what a plugin writes and deletes in the same transaction', async () => {
      await created('Organization', { name: 'with parent', partOf: to(`Organization/made-${value}`) });
      const root = await created('Organization', { name: 'cascade' });
      const child = await created('Organization', { partOf: to(root) });
      await server.send('delete', `/${root}`).expect(204);
      await server.send('get', `/${child}`).expect(410);
    });
  });

  describe('REFERENTIAL_INTEGRITY', () => {
    it.each([
      ['off', 201, 204, false],
      ['write', 422, 204, false],
      ['delete', 201, 409, false],
      ['on', 422, 409, true],
    ] as const)(
      '%s: a dangling reference is %s, a deletion that leaves one %s',
      async (mode, written, deleted, enforced) => {
        const server = await appWith({ REFERENTIAL_INTEGRITY: mode });
        const create = (members: object) =>
          server.write('post', '/Organization', { resourceType: 'Organization', name: 'a', ...members });
        await create({ partOf: to('Organization/nowhere') }).expect(written);
        const { id } = (await create({}).expect(201)).body as { id: string };
        await create({ partOf: to(`Organization/${id}`) }).expect(201);
        await server.send('delete', `/Organization/${id}`).expect(deleted);
        const { text } = await server.send('get', '/metadata');
        expect(text.includes('"referencePolicy":["literal","logical","enforced"]')).toBe(enforced);
      },
    );

    it.each([
      ['off', 201],
      ['write', 422],
      ['delete', 422],
      ['on', 422],
    ] as const)('%s: a reference to an entry is %s outside a transaction', async (mode, written) => {
      const server = await appWith({ REFERENTIAL_INTEGRITY: mode });
      const to = { reference: 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a' };
      const create = (body: object, path = '/Organization') => server.write('post', path, body);
      const body = { resourceType: 'Organization', name: 'a', partOf: to };
      await create(body).expect(written);
      const request = { method: 'POST', url: 'Organization' };
      const bundle = (type: string) => ({ resourceType: 'Bundle', type, entry: [{ resource: body, request }] });
      const batch = (await create(bundle('batch'), '').expect(200)).body as Bundle;
      expect(batch.entry![0]!.response!.status).toMatch(new RegExp(`^${written}`));
      await create(bundle('transaction'), '').expect(422);
    });

    it('keeps such a reference that is stored already, alone and in a transaction', async () => {
      const server = await appWith({ REFERENTIAL_INTEGRITY: 'off' });
      const partOf = { reference: `urn:uuid:${randomUUID()}` };
      const body = { resourceType: 'Organization', name: 'a', partOf };
      const { id } = (await server.write('post', '/Organization', body).expect(201)).body as { id: string };
      await app.write('put', `/Organization/${id}`, { ...body, id, name: 'b' }).expect(200);
      const request = { method: 'PUT', url: `Organization/${id}` };
      const entry = [{ resource: { ...body, id, name: 'c' }, request }];
      await app.write('post', '', { resourceType: 'Bundle', type: 'transaction', entry }).expect(200);
    });

    it('knows references written while it was off', async () => {
      const server = await appWith({ REFERENTIAL_INTEGRITY: 'off' });
      const create = async (members: object) =>
        (
          await server
            .write('post', '/Organization', { resourceType: 'Organization', name: 'a', ...members })
            .expect(201)
        ).body as { id: string };
      const { id } = await create({});
      await create({ partOf: to(`Organization/${id}`) });
      await app.send('delete', `/Organization/${id}`).expect(409);
    });
  });
});
