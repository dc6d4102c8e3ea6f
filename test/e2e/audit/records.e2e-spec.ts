import type { AuditRecord } from '../../../src/fhir';
import { recordsOf } from '../../support/audit';
import request from 'supertest';
import { describeOnEachDatabase } from '../../support/on-each-database';

const AUDITED = { AUDIT: 'on', SAMPLE_DATA: 'true' } as const;

interface Row {
  readonly what: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly body?: object | string;
  readonly headers?: Record<string, string>;
  readonly status: number;
  /** Exactly these, in this order. */
  readonly records: readonly Partial<AuditRecord>[];
}

const organization = { resourceType: 'Organization', name: 'audited' };
const rename = {
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'operation',
      part: [
        { name: 'type', valueCode: 'replace' },
        { name: 'path', valueString: 'Organization.name' },
        { name: 'value', valueString: 'renamed' },
      ],
    },
  ],
};

const ROWS: readonly Row[] = [
  { what: 'a read', method: 'get', path: '/Organization/789', status: 200, records: [{ interaction: 'read', type: 'Organization', id: '789', before: '1', status: 200 }] },
  { what: 'a read of what the client has already', method: 'get', path: '/Organization/789', headers: { 'If-None-Match': 'W/"1"' }, status: 304, records: [{ interaction: 'read', before: '1', status: 304 }] },
  { what: 'a read of a version', method: 'get', path: '/Organization/789/_history/1', status: 200, records: [{ interaction: 'vread', id: '789', before: '1' }] },
  { what: 'a history', method: 'get', path: '/Organization/789/_history', status: 200, records: [{ interaction: 'history-instance', id: '789' }] },
  { what: 'a read of what is not there', method: 'get', path: '/Organization/none', status: 404, records: [{ interaction: 'read', id: 'none', status: 404, issue: 'not-found' }] },
  { what: 'a search, with its query', method: 'get', path: '/Practitioner?family=Dupont', status: 200, records: [{ interaction: 'search-type', type: 'Practitioner', url: '/fhir/Practitioner?family=Dupont', status: 200 }] },
  { what: 'a search by POST, with its form', method: 'post', path: '/Practitioner/_search', body: 'family=Dupont', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, status: 200, records: [{ interaction: 'search-type', form: 'family=Dupont' }] },
  { what: 'a search that is refused', method: 'get', path: '/Organization?nonsense=1', status: 400, records: [{ interaction: 'search-type', status: 400 }] },
  { what: 'an operation', method: 'get', path: '/Organization/789/$diff', status: 200, records: [{ interaction: 'operation', operation: '$diff', id: '789' }] },
  { what: 'a creation, by what it made', method: 'post', path: '/Organization', body: organization, status: 201, records: [{ interaction: 'create', type: 'Organization', after: '1' }] },
  { what: 'a creation that is refused', method: 'post', path: '/Organization', body: { ...organization, colour: 'red' }, status: 400, records: [{ interaction: 'create', status: 400, issue: 'structure' }] },
  { what: 'an update with a stale version', method: 'put', path: '/Organization/789', body: { ...organization, id: '789' }, headers: { 'If-Match': 'W/"77"' }, status: 412, records: [{ interaction: 'update', id: '789', status: 412 }] },
  { what: 'a patch, with the version before and after', method: 'patch', path: '/Organization/2001', body: rename, status: 200, records: [{ interaction: 'patch', type: 'Organization', id: '2001', before: '1', after: '2' }] },
  { what: 'a patch in a dry run, which makes no version', method: 'patch', path: '/Organization/789?_dryRun=true', body: rename, status: 200, records: [{ interaction: 'patch', id: '789', dryRun: true, status: 200 }] },
  { what: 'a deletion that is refused', method: 'delete', path: '/Organization/789', status: 409, records: [{ interaction: 'delete', id: '789', status: 409 }] },
  { what: 'a deletion of what is not there', method: 'delete', path: '/Organization/none', status: 204, records: [{ interaction: 'delete', id: 'none', status: 204 }] },
  { what: 'a type that is not served', method: 'get', path: '/Patient/1', status: 404, records: [{ interaction: 'none', status: 404 }] },
  { what: 'a body that is too large, refused before its route is known', method: 'put', path: '/Organization/789', body: `{"a":"${'x'.repeat(70_000)}"}`, status: 413, records: [{ interaction: 'update', type: 'Organization', id: '789', status: 413 }] },
]; // prettier-ignore

describeOnEachDatabase(
  'an audited server records',
  { settings: { ...AUDITED, BODY_LIMIT: '64kb', UPDATE_CREATE: 'true' } },
  (server) => {
    it('and reports how many records wait, and for how long', async () => {
      await server.send('get', '/Organization/789').expect(200);
      const { text } = await request(server.app.getHttpServer()).get('/metrics').expect(200);
      for (const [name, value] of [
        ['fhir_audit_waiting', /^\d+$/],
        ['fhir_audit_waiting_bytes', /^\d+$/],
        ['fhir_audit_oldest_seconds', /^\d+(\.\d+)?(e-\d+)?$/],
        ['fhir_audit_lost_total', /^0$/],
      ] as const)
        expect(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]).toMatch(value);
    });

    it.each(ROWS.map((row, at) => ({ ...row, requestId: `row-${at}` })))('$what', async (row) => {
      const asking = server.send(row.method, row.path).set({ 'X-Request-Id': row.requestId, 'Content-Type': 'application/fhir+json', ...row.headers }); // prettier-ignore
      const reply = await (row.body === undefined
        ? asking
        : asking.send(typeof row.body === 'string' ? row.body : JSON.stringify(row.body)));
      expect(reply.status).toBe(row.status);
      const records = await recordsOf(server, row.requestId, row.records.length);
      expect(records).toHaveLength(row.records.length);
      row.records.forEach((expected, at) => expect(records[at]).toMatchObject(expected));
      expect(records[0]).toMatchObject({ address: expect.stringContaining('127.0.0.1') as string, method: row.method.toUpperCase() }); // prettier-ignore
    });

    it('a write and its record of one version, once', async () => {
      const { body } = await server.write('post', '/Organization', organization, { 'X-Request-Id': 'once' });
      const { id } = body as { id: string };
      expect(await recordsOf(server, 'once')).toMatchObject([{ id, after: '1', interaction: 'create' }]);
      await server.write('put', `/Organization/${id}`, { ...organization, id }, { 'X-Request-Id': 'same' }).expect(200);
      expect(await recordsOf(server, 'same')).toMatchObject([{ interaction: 'update', id, before: '1', status: 200 }]);
      await server.send('delete', `/Organization/${id}`).set('X-Request-Id', 'gone').expect(204);
      expect(await recordsOf(server, 'gone')).toMatchObject([{ interaction: 'delete', id, before: '1', after: '2' }]);
    });

    const entry = (method: string, url: string, resource?: object) => ({
      request: { method, url },
      ...(resource && { resource }),
    });
    const told = async (requestId: string, count: number) => {
      const records = await recordsOf(server, requestId, count);
      return records
        .map(({ interaction, method, status, after, url }) => [interaction, method, status ?? after, url])
        .sort();
    };

    it.each([
    ['batch', 200, [['read', 'GET', 200, '/fhir/Organization/789'], ['read', 'GET', 404, '/fhir/Organization/none'], ['update', 'PUT', 200, '/fhir/Organization/kept'], ['create', 'POST', '1', '/fhir/Organization']]],
    ['transaction', 404, []],
  ])('each entry of a %s, with its outcome', async (type, status, expected) => {
    const kept = { ...organization, id: 'kept' };
    await server.write('put', '/Organization/kept', kept, { 'X-Request-Id': 'before' });
    const entries = [entry('GET', 'Organization/789'), entry('GET', 'Organization/none'), entry('PUT', 'Organization/kept', kept), entry('POST', 'Organization', organization)];
    await server.write('post', '', { resourceType: 'Bundle', type, entry: entries }, { 'X-Request-Id': type }).expect(status);
    const all = [...expected, ['transaction', 'POST', status, '/fhir']];
    expect(await told(type, all.length)).toEqual(all.sort());
  }); // prettier-ignore

    it('each entry of a successful transaction', async () => {
    const entries = [entry('GET', 'Organization/789'), entry('POST', 'Organization', organization)];
    await server.write('post', '', { resourceType: 'Bundle', type: 'transaction', entry: entries }, { 'X-Request-Id': 'whole' }).expect(200);
    expect(await told('whole', 3)).toEqual([
      ['create', 'POST', '1', '/fhir/Organization'],
      ['read', 'GET', 200, '/fhir/Organization/789'],
      ['transaction', 'POST', 200, '/fhir'],
    ]);
  }); // prettier-ignore

    it('the user on whose behalf a client asks', async () => {
      const headers = { 'X-Request-Id': 'said', 'Ror-Profil-Utilisateur-Code': 'CU22' };
      await server.send('get', '/Organization/789').set(headers).expect(200);
      expect(await recordsOf(server, 'said')).toMatchObject([{ said: { 'ror-profil-utilisateur-code': 'CU22' } }]);
    });

    it('nothing of bodies and of Authorization', async () => {
      const headers = { 'X-Request-Id': 'secret', Authorization: 'Bearer very-secret' };
      await server.write('post', '/Organization', { ...organization, name: 'very-secret' }, headers).expect(201);
      expect(JSON.stringify(await recordsOf(server, 'secret'))).not.toContain('very-secret');
    });

    it('nothing of the CapabilityStatement', async () => {
      await server.send('get', '/metadata').set('X-Request-Id', 'metadata').expect(200);
      await server.send('get', '/Organization/789').set('X-Request-Id', 'after-metadata').expect(200);
      await recordsOf(server, 'after-metadata');
      expect(await recordsOf(server, 'metadata', 0)).toEqual([]);
    });
  },
);

describeOnEachDatabase(
  'where answers wait for their record',
  { settings: { ...AUDITED, AUDIT_READS: 'sync' } },
  (server) => {
    it('it exists once the answer arrives, exactly once', async () => {
      await server.send('get', '/Organization/789').set('X-Request-Id', 'in-time').expect(200);
      await server.send('get', '/Organization/none').set('X-Request-Id', 'in-time').expect(404);
      const records = await recordsOf(server, 'in-time', 2);
      expect(records.map(({ status }) => status)).toEqual([200, 404]);
    });
  },
);

describeOnEachDatabase('where reads are not recorded', { settings: { ...AUDITED, AUDIT_READS: 'off' } }, (server) => {
  it('refusals and writes are', async () => {
    await server.send('get', '/Organization/789').set('X-Request-Id', 'some').expect(200);
    await server.send('get', '/Organization/none').set('X-Request-Id', 'some').expect(404);
    await server.write('post', '/Organization', organization, { 'X-Request-Id': 'some' }).expect(201);
    const records = await recordsOf(server, 'some', 2);
    expect(records.map(({ interaction }) => interaction).sort()).toEqual(['create', 'read']);
  });
});
