import type { Bundle, CapabilityStatement, Endpoint, OperationOutcome, Parameters } from 'fhir/r4';
import type { StoreCapabilities } from '../../src/fhir';
import type { MemoryStoreOptions } from '../../src/persistence';
import { endpointsApart } from '../support/endpoints-apart';
import { patchOf } from '../support/patches';
import { startTestApp, type SettingsText, type TestApp } from '../support/test-app';

const endpoint = (over: object = {}) => ({
  resourceType: 'Endpoint',
  status: 'active',
  connectionType: { system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type', code: 'hl7-fhir-rest' },
  payloadType: [{ text: 'any' }],
  address: 'https://example.org/fhir',
  name: 'a',
  ...over,
});
const rename = (name: string) => patchOf({ type: 'replace', path: 'Endpoint.name', value: { valueString: name } });

async function serverWith(options: MemoryStoreOptions, settings: SettingsText = {}): Promise<TestApp> {
  const database = { DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'false' };
  return startTestApp({ ...database, ...settings }, { plugins: [endpointsApart(options)] });
}

describe('a type in a store with versions, instants and ids of its own', () => {
  let server: TestApp;
  let now = Date.UTC(2031, 0, 1);
  beforeAll(async () => {
    const clock = () => new Date((now += 1_000));
    server = await serverWith({ versionIds: 'hashed', clock, capabilities: { ids: 'store' } }, { REFERENTIAL_INTEGRITY: 'on', UPDATE_CREATE: 'true' }); // prettier-ignore
  });
  afterAll(() => server.close());

  const OPAQUE = /^W\/"[0-9a-f]{16}"$/;
  const created = async (over: object = {}) => {
    const reply = await server.write('post', '/Endpoint', endpoint(over)).expect(201);
    const body = reply.body as Endpoint;
    return { reply, body, path: `/Endpoint/${body.id}`, etag: String(reply.headers['etag']) };
  };

  it('creates with the id that the store assigns', async () => {
    const { reply, body, etag } = await created({ id: 'mine' });
    expect(body.id).toMatch(/^\d+$/);
    expect(etag).toMatch(OPAQUE);
    expect(etag).toBe(`W/"${body.meta!.versionId}"`);
    expect(reply.headers['location']).toMatch(new RegExp(`/Endpoint/${body.id}/_history/${body.meta!.versionId}$`));
    expect(body.meta!.lastUpdated).toMatch(/^2031-/);
  });

  it('answers every write with the ETag and the body of the next read', async () => {
    const { body, path, etag } = await created();
    const replies = [
      await server.write('put', path, { ...body, name: 'b' }, { 'If-Match': etag }).expect(200),
      await server.write('patch', path, rename('c')).expect(200),
      await server.write('put', path, { ...body, name: 'c' }).expect(200),
    ];
    for (const reply of replies.slice(1)) {
      const read = await server.send('get', path).expect(200);
      expect(reply.headers['etag']).toBe(read.headers['etag']);
      expect(reply.headers['last-modified']).toBe(read.headers['last-modified']);
      expect(reply.text).toBe(read.text);
    }
    expect(new Set(replies.map(({ headers }) => headers['etag'])).size).toBe(2);
  });

  it('refuses a stale If-Match, and answers 304 for the current version', async () => {
    const { body, path, etag } = await created();
    await server.write('put', path, { ...body, name: 'b' }, { 'If-Match': etag }).expect(200);
    await server.write('put', path, { ...body, name: 'c' }, { 'If-Match': etag }).expect(412);
    await server.write('patch', path, rename('c'), { 'If-Match': 'W/"2"' }).expect(412);
    await server.send('delete', path).set('If-Match', etag).expect(412);
    const { headers } = await server.send('get', path).expect(200);
    await server.send('get', path).set('If-None-Match', String(headers['etag'])).expect(304);
  });

  it('lets one of twenty writers of a version win', async () => {
    const { body, path, etag } = await created();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => server.write('put', path, { ...body, name: `n${n}` }, { 'If-Match': etag })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
  });

  it('reads each version, lists them in pages, and diffs the last one', async () => {
    const { path, etag } = await created();
    const second = await server.write('patch', path, rename('b')).expect(200);
    await server.write('patch', path, rename('c')).expect(200);
    const version = String(etag.slice(3, -1));
    const first = await server.send('get', `${path}/_history/${version}`).expect(200);
    expect(first.body).toMatchObject({ name: 'a', meta: { versionId: version } });
    await server.send('get', `${path}/_history/1`).expect(404);

    const names: (string | undefined)[] = [];
    let next: string | undefined = `${path}/_history?_count=1`;
    while (next) {
      const page: Bundle = (await server.send('get', next).expect(200)).body as Bundle;
      names.push(...page.entry!.map(({ resource }) => (resource as Endpoint).name));
      expect(page.total).toBe(3);
      next = page.link?.find(({ relation }) => relation === 'next')?.url.split('/fhir')[1];
    }
    expect(names).toEqual(['c', 'b', 'a']);

    const changeIn = async (query: string): Promise<string> => {
      const patch = (await server.send('get', `${path}/$diff${query}`).expect(200)).body as Parameters;
      expect(patch.parameter).toHaveLength(1);
      return String(patch.parameter![0]!.part!.find(({ name }) => name === 'value')?.valueString);
    };
    expect(await changeIn('')).toBe('c');
    expect(await changeIn(`?fromVersion=${String(second.headers['etag']).slice(3, -1)}`)).toBe('c');
    expect(await changeIn(`?fromVersion=${version}`)).toBe('c');
  });

  it('has no diff for a first version', async () => {
    const { path } = await created();
    const patch = (await server.send('get', `${path}/$diff`).expect(200)).body as Parameters;
    expect(patch.parameter ?? []).toEqual([]);
  });

  it('deletes, and reports the deletion', async () => {
    const { path } = await created();
    const deleted = await server.send('delete', path).expect(204);
    expect(deleted.headers['etag']).toMatch(OPAQUE);
    await server.send('get', path).expect(410);
    await server.send('get', `${path}/$diff`).expect(410);
  });

  it('assigns ids itself, so a PUT cannot create', async () => {
    const reply = await server.write('put', '/Endpoint/mine', endpoint({ id: 'mine' })).expect(405);
    expect((reply.body as OperationOutcome).issue[0]!.details!.text).toContain('assigns the ids itself');
    const statement = (await server.send('get', '/metadata').expect(200)).body as CapabilityStatement;
    const updateCreate = (type: string) =>
      statement.rest![0]!.resource!.find((each) => each.type === type)!.updateCreate;
    expect([updateCreate('Endpoint'), updateCreate('Organization')]).toEqual([false, true]);
  });

  describe('and the types of another store', () => {
    it('may be referred to, and must exist', async () => {
      const { body } = await created();
      const organization = (id: string) => ({ resourceType: 'Organization', name: 'x', endpoint: [{ reference: `Endpoint/${id}` }] }); // prettier-ignore
      await server.write('post', '/Organization', organization(body.id!)).expect(201);
      const refused = await server.write('post', '/Organization', organization('nobody')).expect(422);
      expect((refused.body as OperationOutcome).issue[0]).toMatchObject({ code: 'not-found', expression: ['Organization.endpoint[0]'] }); // prettier-ignore
    });

    it('keep what they refer to from being deleted', async () => {
      const { body, path } = await created();
      const referrer = await server.write('post', '/Organization', { resourceType: 'Organization', name: 'x', endpoint: [{ reference: `Endpoint/${body.id}` }] }).expect(201); // prettier-ignore
      const refused = await server.send('delete', path).expect(409);
      expect(refused.text).toContain(`Organization/${(referrer.body as { id: string }).id}`);
      await server.send('delete', `/Organization/${(referrer.body as { id: string }).id}`).expect(204);
      await server.send('delete', path).expect(204);
    });

    it('are kept from being deleted by what refers to them from here', async () => {
      const organization = await server
        .write('post', '/Organization', { resourceType: 'Organization', name: 'x' })
        .expect(201);
      const at = `/Organization/${(organization.body as { id: string }).id}`;
      const { body, path } = await created({ managingOrganization: { reference: at.slice(1) } });
      const refused = await server.send('delete', at).expect(409);
      expect(refused.text).toContain(`Endpoint/${body.id} (Endpoint.managingOrganization)`);
      await server.send('delete', path).expect(204);
      await server.send('delete', at).expect(204);
    });

    it('cannot be written in the same transaction: that is refused with a message, and nothing is stored', async () => {
      const { body, path, etag } = await created();
      const refused = await server.write('put', path, { ...body, name: 'in two stores' }).expect(422);
      expect((refused.body as OperationOutcome).issue[0]).toMatchObject({
        code: 'not-supported',
        details: {
          text: 'Endpoint and Organization are kept in different databases, and cannot be written in one transaction',
        },
      });
      await server.send('get', '/Organization/half').expect(404);
      expect((await server.send('get', path)).headers['etag']).toBe(etag);
    });
  });
});

describe('a type in a store that keeps the current version only, and does not delete', () => {
  const capabilities: Partial<StoreCapabilities> = { versions: 'current', history: false, deletes: false };
  let server: TestApp;
  let path: string;
  let location: string;
  beforeAll(async () => {
    server = await serverWith({ versionIds: 'hashed', capabilities });
    const reply = await server.write('post', '/Endpoint', endpoint()).expect(201);
    path = `/Endpoint/${(reply.body as Endpoint).id}`;
    location = String(reply.headers['location']);
  });
  afterAll(() => server.close());

  it.each<[string, 'get' | 'delete', string, string]>([
    ['a version', 'get', '/_history/1', 'OPTIONS'],
    ['the history', 'get', '/_history', 'OPTIONS'],
    ['a deletion', 'delete', '', 'GET, HEAD, PUT, PATCH, OPTIONS'],
  ])('has no route for %s: 405, and Allow says what works', async (_, method, below, allow) => {
    // Further faults of the request do not matter.
    const reply = await server
      .send(method, path + below)
      .set('If-Match', 'x')
      .query({ _since: 'x' })
      .expect(405);
    expect(String(reply.headers['allow']).split(', ').sort().join()).toBe(allow.split(', ').sort().join());
    expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'not-supported' }] });
  });

  it('has no history of the type, and no part in that of the server', async () => {
    const reply = await server.send('get', '/Endpoint/_history').expect(405);
    expect(reply.text).toContain('its store does not list versions by time');
    const all = (await server.send('get', '/_history').expect(200)).body as Bundle;
    expect((all.entry ?? []).filter(({ fullUrl }) => fullUrl!.includes('/Endpoint/'))).toEqual([]);
  });

  it('names no version in Location and Content-Location', async () => {
    expect(location).toMatch(new RegExp(`${path}$`));
    const reply = await server.write('patch', path, rename('b')).expect(200);
    expect(reply.headers['content-location']).toMatch(new RegExp(`${path}$`));
  });

  it('still compares versions', async () => {
    const { headers } = await server.send('get', path).expect(200);
    await server.write('patch', path, rename('c'), { 'If-Match': String(headers['etag']) }).expect(200);
    await server.write('patch', path, rename('d'), { 'If-Match': String(headers['etag']) }).expect(412);
  });

  it('refuses a diff with a version that is not kept, and a dry run of a deletion, with a message', async () => {
    for (const query of ['', '?fromVersion=1']) await server.send('get', `${path}/$diff${query}`).expect(405);
    const trial = await server.send('get', `${path}/$validate?mode=delete`).expect(200);
    expect(trial.text).toContain('delete is not served for Endpoint');
  });

  it('declares this in its CapabilityStatement and in OpenAPI, and for others what they support', async () => {
    const statement = (await server.send('get', '/metadata').expect(200)).body as CapabilityStatement;
    const told = (type: string) => statement.rest![0]!.resource!.find((each) => each.type === type)!;
    expect(told('Endpoint').interaction!.map(({ code }) => code)).toEqual(['read', 'search-type', 'create', 'update', 'patch']); // prettier-ignore
    expect([told('Endpoint').versioning, told('Endpoint').readHistory]).toEqual(['versioned', false]);
    expect([told('Organization').readHistory, told('Organization').interaction!.length]).toEqual([true, 9]);

    const url = new URL('/openapi.json', await server.app.getUrl());
    const { paths } = (await (await fetch(url)).json()) as { paths: Record<string, object> };
    const verbs = (at: string) => Object.keys(paths[at] ?? {}).sort();
    expect(verbs('/fhir/Endpoint/{id}')).toEqual(['get', 'patch', 'put']);
    expect(verbs('/fhir/Endpoint/{id}/_history')).toEqual([]);
    expect(verbs('/fhir/Organization/{id}')).toEqual(['delete', 'get', 'patch', 'put']);
    expect(verbs('/fhir/Organization/{id}/_history')).toEqual(['get']);
  });
});
