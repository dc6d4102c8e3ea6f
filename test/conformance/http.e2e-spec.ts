import type { Organization } from 'fhir/r4';
import type request from 'supertest';
import { databases, type TestDatabase } from '../support/databases';
import { patchOf } from '../support/patches';
import { startTestApp, type TestApp } from '../support/test-app';

/** The five types, each with a smallest valid resource and a member that can be changed. */
const TYPES = [
  { type: 'Organization', sample: { name: 'CHU' }, change: { name: 'CHRU' }, path: 'Organization.name', value: { valueString: 'CHRU' } },
  { type: 'HealthcareService', sample: { name: 'Cardiologie' }, change: { name: 'Rythmologie' }, path: 'HealthcareService.name', value: { valueString: 'Rythmologie' } },
  { type: 'Practitioner', sample: { active: true }, change: { active: false }, path: 'Practitioner.active', value: { valueBoolean: false } },
  { type: 'PractitionerRole', sample: { active: true }, change: { active: false }, path: 'PractitionerRole.active', value: { valueBoolean: false } },
  { type: 'Location', sample: { name: 'Pavillon A' }, change: { name: 'Pavillon B' }, path: 'Location.name', value: { valueString: 'Pavillon B' } },
] as const; // prettier-ignore

interface Target {
  readonly type: string;
  /** The resource as created, at version 1. */
  readonly created: { readonly id: string; readonly meta: { readonly lastUpdated: string } };
  readonly sample: object;
  readonly change: object;
  readonly patch: object;
}
type Send = (server: TestApp, target: Target) => request.Test;
interface Row {
  /** Rows of the project's HTTP table, C01 to C72. */
  readonly id: string;
  readonly rule: string;
  /** Requests before the one under test; all must succeed. */
  readonly first?: readonly Send[];
  readonly send: Send;
  readonly status: number;
  readonly issue?: string;
  readonly headers?: Readonly<Record<string, string | RegExp | undefined>>;
  /** Version the resource is at afterwards, or `deleted`; absent where that is not the point. */
  readonly version?: string;
}

const at = ({ type, created }: Target, rest = ''): string => `/${type}/${created.id}${rest}`;
const body = ({ type, created, sample }: Target, over: object = {}) => ({
  resourceType: type,
  id: created.id,
  ...sample,
  ...over,
});
const get: (headers?: Record<string, string>, rest?: string) => Send =
  (headers = {}, rest = '') =>
  (server, target) =>
    server.send('get', at(target, rest)).set(headers);
const put: (headers?: Record<string, string>) => Send =
  (headers = {}) =>
  (server, target) =>
    server.write('put', at(target), body(target, target.change), headers);
const patch: (headers?: Record<string, string>) => Send =
  (headers = {}) =>
  (server, target) =>
    server.write('patch', at(target), target.patch, headers);
const remove: Send = (server, target) => server.send('delete', at(target));

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

const reading: Row[] = [
  { id: 'C01', rule: 'read answers ETag and Last-Modified', send: get(), status: 200, headers: { etag: 'W/"1"', 'last-modified': HTTP_DATE, 'content-type': 'application/fhir+json; charset=utf-8' } },
  { id: 'C02', rule: 'an unknown id is not found', send: (s, { type }) => s.send('get', `/${type}/nobody`), status: 404, issue: 'not-found' },
  { id: 'C03', rule: 'an id with illegal characters is refused', send: (s, { type }) => s.send('get', `/${type}/a_b`), status: 400, issue: 'value' },
  { id: 'C03', rule: 'an id of more than 64 characters is refused', send: (s, { type }) => s.send('get', `/${type}/${'x'.repeat(65)}`), status: 400, issue: 'value' },
  { id: 'C03', rule: 'a broken percent-encoding is a client error', send: (s, { type }) => s.send('get', `/${type}/%E0%A4%A`), status: 400, issue: 'invalid' },
  { id: 'C04', rule: 'a deleted resource is gone', first: [remove], send: get(), status: 410, issue: 'deleted' },
  { id: 'C05', rule: 'vread of a version', first: [put()], send: get({}, '/_history/1'), status: 200, headers: { etag: 'W/"1"' } },
  { id: 'C05', rule: 'vread of an unknown version', send: get({}, '/_history/9'), status: 404, issue: 'not-found' },
  { id: 'C05', rule: 'vread of no version number', send: get({}, '/_history/one'), status: 404, issue: 'not-found' },
  { id: 'C05', rule: 'vread of a deletion', first: [remove], send: get({}, '/_history/2'), status: 410, issue: 'deleted' },
  { id: 'C05', rule: 'vread of a version before the deletion', first: [remove], send: get({}, '/_history/1'), status: 200 },
  { id: 'C06', rule: 'If-None-Match with the current tag', send: get({ 'If-None-Match': 'W/"1"' }), status: 304, headers: { etag: 'W/"1"', 'last-modified': HTTP_DATE } },
  { id: 'C06', rule: 'If-None-Match with an older tag', first: [put()], send: get({ 'If-None-Match': 'W/"1"' }), status: 200, headers: { etag: 'W/"2"' } },
  { id: 'C06', rule: 'If-None-Match: *', send: get({ 'If-None-Match': '*' }), status: 304 },
  { id: 'C06', rule: 'If-None-Match with a tag of somebody else', send: get({ 'If-None-Match': '"a_b=c"' }), status: 200 },
  { id: 'C07', rule: 'If-Modified-Since = Last-Modified', send: (s, t) => get({ 'If-Modified-Since': new Date(t.created.meta.lastUpdated).toUTCString() })(s, t), status: 304 },
  { id: 'C07', rule: 'If-Modified-Since earlier', send: get({ 'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' }), status: 200 },
  { id: 'C07', rule: 'If-Modified-Since that is no date', send: get({ 'If-Modified-Since': 'yesterday' }), status: 200 },
  { id: 'C08', rule: 'a stale If-None-Match wins over a fresh If-Modified-Since', first: [put()], send: get({ 'If-None-Match': 'W/"1"', 'If-Modified-Since': new Date(Date.now() + 1e8).toUTCString() }), status: 200 },
  { id: 'C51', rule: 'HEAD is GET without a body', send: (s, t) => s.send('head', at(t)), status: 200, headers: { etag: 'W/"1"', 'content-length': /^\d+$/ } },
]; // prettier-ignore

/** Conditions, for every interaction that writes; `none` is what the write answers without any. */
const conditions = (write: (headers?: Record<string, string>) => Send, unknown: Send): Row[] => [
  { id: 'C10', rule: 'no If-Match', send: write(), status: 200, version: '2', headers: { etag: 'W/"2"', 'last-modified': HTTP_DATE } },
  { id: 'C11', rule: 'the current version as a weak tag', send: write({ 'If-Match': 'W/"1"' }), status: 200, version: '2' },
  { id: 'C11', rule: 'the current version as a strong tag', send: write({ 'If-Match': '"1"' }), status: 200, version: '2' },
  { id: 'C11', rule: 'the current version with spaces around', send: write({ 'If-Match': '  W/"1"  ' }), status: 200, version: '2' },
  { id: 'C12', rule: 'a stale version', first: [put()], send: write({ 'If-Match': 'W/"1"' }), status: 412, issue: 'conflict', version: '2' },
  { id: 'C12', rule: 'a version to come', send: write({ 'If-Match': 'W/"9"' }), status: 412, issue: 'conflict', version: '1' },
  ...['1', 'W/1', '', 'W/"', 'zzz', `W/"${'1'.repeat(10_000)}"`].map((tag): Row => (
    { id: 'C13', rule: `unreadable: ${tag.slice(0, 12) || 'empty'} is never ignored`, send: write({ 'If-Match': tag }), status: 400, issue: 'value', version: '1' }
  )),
  { id: 'C13', rule: 'If-Match sent twice', send: (s, t) => write()(s, t).set('If-Match', ['W/"1"', 'W/"1"'] as unknown as string), status: 400, issue: 'value', version: '1' },
  { id: 'C14', rule: 'a list that holds the current version', send: write({ 'If-Match': 'W/"7", W/"1"' }), status: 200, version: '2' },
  { id: 'C14', rule: 'a list that does not', send: write({ 'If-Match': 'W/"7", W/"8"' }), status: 412, issue: 'conflict', version: '1' },
  { id: 'C15', rule: '* on an existing resource', send: write({ 'If-Match': '*' }), status: 200, version: '2' },
  { id: 'C15', rule: '* on an unknown id', send: (s, t) => unknown(s, t).set('If-Match', '*'), status: 412, issue: 'conflict' },
  { id: 'C16', rule: 'a version of an unknown id', send: (s, t) => unknown(s, t).set('If-Match', 'W/"1"'), status: 412, issue: 'conflict' },
  { id: 'C18', rule: 'If-None-Match: * on an existing resource', send: write({ 'If-None-Match': '*' }), status: 412, issue: 'conflict', version: '1' },
]; // prettier-ignore

const unknownPut: Send = (s, { type, sample }) =>
  s.write('put', `/${type}/nobody`, { resourceType: type, id: 'nobody', ...sample });
const unknownPatch: Send = (s, { type, patch }) => s.write('patch', `/${type}/nobody`, patch);

const updating: Row[] = [
  ...conditions(put, unknownPut),
  { id: 'C21', rule: 'identical content keeps the version', send: (s, t) => s.write('put', at(t), body(t)), status: 200, version: '1', headers: { etag: 'W/"1"' } },
  { id: 'C22', rule: 'meta.versionId and lastUpdated of the body are the server\'s to set', send: (s, t) => s.write('put', at(t), body(t, { ...t.change, meta: { versionId: '77', lastUpdated: '2001-01-01T00:00:00Z' } })), status: 200, version: '2' },
  { id: 'C23', rule: 'a body with another id', send: (s, t) => s.write('put', at(t), body(t, { id: 'other' })), status: 400, issue: 'value', version: '1' },
  { id: 'C23', rule: 'a body without id, strict', send: (s, t) => s.write('put', at(t), { resourceType: t.type, ...t.sample }, { Prefer: 'handling=strict' }), status: 400, issue: 'value', version: '1' },
  { id: 'C23', rule: 'a body of another type', send: (s, t) => s.write('put', at(t), body(t, { resourceType: 'Patient' })), status: 400, issue: 'invalid', version: '1' },
  { id: 'C23', rule: 'a body without a type', send: (s, t) => s.write('put', at(t), body(t, { resourceType: undefined })), status: 400, issue: 'invalid', version: '1' },
  { id: 'C24', rule: 'no JSON', send: (s, t) => s.write('put', at(t), '{ "resourceType": '), status: 400, issue: 'structure', version: '1' },
  { id: 'C24', rule: 'no body', send: (s, t) => s.write('put', at(t), ''), status: 400, issue: 'structure', version: '1' },
  { id: 'C24', rule: 'a list', send: (s, t) => s.write('put', at(t), '[]'), status: 400, issue: 'structure', version: '1' },
  { id: 'C24', rule: 'a byte order mark', send: (s, t) => s.write('put', at(t), `\uFEFF${JSON.stringify(body(t))}`), status: 400, issue: 'structure', version: '1' },
  { id: 'C24', rule: 'a member twice', send: (s, t) => s.write('put', at(t), JSON.stringify(body(t)).replace('{', '{"language":"fr","language":"en",')), status: 400, issue: 'structure', version: '1' },
  { id: 'C24', rule: 'nested too deep', send: (s, t) => s.write('put', at(t), `{"a":${'['.repeat(100_000)}`), status: 400, issue: 'structure', version: '1' },
  { id: 'C24', rule: '__proto__', send: (s, t) => s.write('put', at(t), JSON.stringify(body(t)).replace('{', '{"__proto__":{"polluted":true},')), status: 400, issue: 'structure', version: '1' },
  { id: 'C25', rule: 'an unknown element', send: (s, t) => s.write('put', at(t), body(t, { activ: true })), status: 400, issue: 'structure', version: '1' },
  { id: 'C25', rule: 'a wrong JSON type', send: (s, t) => s.write('put', at(t), body(t, { active: 'yes' })), status: 400, issue: 'structure', version: '1' },
  { id: 'C26', rule: 'PUT on an unknown id where the server gives the ids', send: unknownPut, status: 405, issue: 'not-supported', headers: { allow: /PATCH/ } },
  { id: 'C45', rule: 'PUT of an unknown media type', send: (s, t) => put()(s, t).set('Content-Type', 'text/plain'), status: 415, issue: 'not-supported', headers: { 'accept-post': /fhir\+json/ }, version: '1' },
]; // prettier-ignore

const patching: Row[] = [
  ...conditions(patch, unknownPatch),
  { id: 'C30', rule: 'PATCH of an unknown id', send: unknownPatch, status: 404, issue: 'not-found' },
  { id: 'C30', rule: 'PATCH of a deleted resource', first: [remove], send: patch(), status: 410, issue: 'deleted' },
  { id: 'C30', rule: 'a patch without effect keeps the version', first: [patch()], send: patch(), status: 200, version: '2', headers: { etag: 'W/"2"' } },
  { id: 'C31', rule: 'PATCH with JSON Patch', send: (s, t) => patch()(s, t).set('Content-Type', 'application/json-patch+json'), status: 415, issue: 'not-supported', headers: { 'accept-patch': 'application/fhir+json' }, version: '1' },
  { id: 'C31', rule: 'PATCH without a media type', send: (s, t) => patch()(s, t).unset('Content-Type').set('Content-Type', ''), status: 415, issue: 'not-supported', version: '1' },
]; // prettier-ignore

const deleting: Row[] = [
  { id: 'C04', rule: 'DELETE', send: remove, status: 204, version: 'deleted', headers: { etag: 'W/"2"' } },
  { id: 'C04', rule: 'DELETE again', first: [remove], send: remove, status: 204, version: 'deleted', headers: { etag: 'W/"2"' } },
  { id: 'C04', rule: 'DELETE of an unknown id', send: (s, { type }) => s.send('delete', `/${type}/nobody`), status: 204 },
  { id: 'C12', rule: 'DELETE of a stale version', first: [put()], send: (s, t) => remove(s, t).set('If-Match', 'W/"1"'), status: 412, issue: 'conflict', version: '2' },
  { id: 'C13', rule: 'DELETE with an unreadable tag', send: (s, t) => remove(s, t).set('If-Match', '1'), status: 400, issue: 'value', version: '1' },
]; // prettier-ignore

const routing: Row[] = [
  { id: 'C50', rule: 'PUT on the type', send: (s, { type, sample }) => s.write('put', `/${type}`, { resourceType: type, ...sample }), status: 405, issue: 'not-supported', headers: { allow: 'POST' } },
  { id: 'C50', rule: 'POST on an instance', send: (s, t) => s.write('post', at(t), body(t)), status: 405, issue: 'not-supported', headers: { allow: 'GET, HEAD, PUT, PATCH, DELETE' } },
  { id: 'C50', rule: 'DELETE of a version', send: (s, t) => s.send('delete', at(t, '/_history/1')), status: 405, issue: 'not-supported', headers: { allow: 'GET, HEAD' } },
  { id: 'C50', rule: 'POST on metadata', send: (s) => s.write('post', '/metadata', {}), status: 405, issue: 'not-supported', headers: { allow: 'GET, HEAD' } },
  { id: 'C02', rule: 'a type that is not served', send: (s) => s.send('get', '/Patient/1'), status: 404, issue: 'not-found' },
  { id: 'C02', rule: 'a name that is no type', send: (s) => s.send('get', '/constructor/1'), status: 404, issue: 'not-found' },
  { id: 'C02', rule: 'nothing at a deeper path', send: (s, t) => s.send('get', at(t, '/a/b/c')), status: 404, issue: 'not-found' },
  { id: 'C40', rule: 'Accept of an unknown format', send: get({ Accept: 'application/pdf' }), status: 406, issue: 'not-supported' },
  { id: 'C40', rule: 'an unknown _format', send: get({}, '?_format=foo'), status: 406, issue: 'not-supported' },
  { id: 'C41', rule: '_format beats Accept', send: (s, t) => get({ Accept: 'application/pdf' }, '?_format=json')(s, t), status: 200 },
]; // prettier-ignore

describe.each(databases)('HTTP on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  let server: TestApp;
  beforeAll(async () => {
    database = await createDatabase();
    server = await startTestApp({ DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  describe.each(TYPES)('$type', ({ type, sample, change, path, value }) => {
    const tables = { reading, updating, patching, deleting, routing };
    describe.each(Object.entries(tables))('%s', (_, rows) => {
      it.each(rows)('$id $rule', async ({ first = [], send, status, issue, headers = {}, version }) => {
        const created = await server.write('post', `/${type}`, { resourceType: type, ...sample }).expect(201);
        const target = {
          type,
          sample,
          change,
          created: created.body as Target['created'],
          patch: patchOf({ type: 'replace', path, value }),
        };
        for (const step of first) expect((await step(server, target)).ok).toBe(true);

        const reply = await send(server, target);

        expect({ status: reply.status, issue: issueCode(reply) }).toEqual({ status, issue });
        for (const [name, expected] of Object.entries(headers)) {
          if (expected instanceof RegExp) expect(reply.headers[name]).toMatch(expected);
          else expect(reply.headers[name]).toBe(expected);
        }
        if (version !== undefined) expect(await currentVersion(server, target)).toBe(version);
      });
    });
  });

  async function currentVersion(from: TestApp, { type, created }: Target): Promise<string> {
    const row = await from.store.read(type, created.id);
    return row!.json === null ? 'deleted' : row!.versionId;
  }

  it('C17 a server that demands If-Match answers 400 without it, and takes it', async () => {
    const other = await createDatabase();
    const demanding = await startTestApp({ DATABASE_URL: other.url, IF_MATCH: 'required' });
    try {
      const { id } = (
        await demanding.write('post', '/Organization', { resourceType: 'Organization', name: 'A' }).expect(201)
      ).body as { id: string };
      const body = { resourceType: 'Organization', id, name: 'B' };
      const refused = await demanding.write('put', `/Organization/${id}`, body);
      expect({ status: refused.status, issue: issueCode(refused) }).toEqual({ status: 400, issue: 'required' });
      await demanding.send('delete', `/Organization/${id}`).expect(400);
      await demanding.write('put', `/Organization/${id}`, body, { 'If-Match': 'W/"1"' }).expect(200);
    } finally {
      await demanding.close();
      await other.drop();
    }
  });

  it('C26 update-as-create answers 201 with Location, and brings a deleted id back', async () => {
    const other = await createDatabase();
    const creating = await startTestApp({
      DATABASE_URL: other.url,
      UPDATE_CREATE: 'true',
      BASE_URL: 'http://ror.test/fhir',
    });
    try {
      const body = { resourceType: 'Organization', id: 'mine', name: 'A' };
      const created = await creating.write('put', '/Organization/mine', body);
      expect(created.status).toBe(201);
      expect(created.headers).toMatchObject({
        location: 'http://ror.test/fhir/Organization/mine/_history/1',
        etag: 'W/"1"',
      });
      await creating.send('delete', '/Organization/mine').expect(204);
      const again = await creating.write('put', '/Organization/mine', body);
      expect(again.status).toBe(201);
      expect(again.headers['etag']).toBe('W/"3"');
    } finally {
      await creating.close();
      await other.drop();
    }
  });

  it('C19 of fifty PUTs with one tag exactly one wins, and versions have no gap', async () => {
    const { id } = (await server.write('post', '/Organization', { resourceType: 'Organization', name: 'start' }))
      .body as { id: string };
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        server.write(
          'put',
          `/Organization/${id}`,
          { resourceType: 'Organization', id, name: `writer ${n}` },
          { 'If-Match': 'W/"1"' },
        ),
      ),
    );
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(49).fill(412)]);
    const history = await server.send('get', `/Organization/${id}/_history`).expect(200);
    expect((history.body as { total: number }).total).toBe(2);
  });

  it('C20 of fifty PATCHes without a tag none is lost', async () => {
    const { id } = (await server.write('post', '/Organization', { resourceType: 'Organization', name: 'start' }))
      .body as { id: string };
    const numbers = Array.from({ length: 50 }, (_, n) => `01 99 00 00 ${String(n).padStart(2, '0')}`);
    const replies = await Promise.all(
      numbers.map((number) =>
        server.write(
          'patch',
          `/Organization/${id}`,
          patchOf({
            type: 'add',
            path: 'Organization',
            name: 'telecom',
            value: { valueContactPoint: { system: 'phone', value: number } },
          }),
        ),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array<number>(50).fill(200));
    const { telecom, meta } = (await server.send('get', `/Organization/${id}`)).body as Organization;
    expect(telecom!.map(({ value }) => value).sort()).toEqual(numbers);
    expect(meta!.versionId).toBe('51');
  });

  it('C24 a body over the limit is 413 and stores nothing', async () => {
    const reply = await server.write('post', '/Organization', {
      resourceType: 'Organization',
      name: 'x'.repeat(3 * 1024 ** 2),
    });
    expect({ status: reply.status, issue: issueCode(reply) }).toEqual({ status: 413, issue: 'too-long' });
  });
});

function issueCode({ text, headers }: request.Response): string | undefined {
  if (!text || !headers['content-type']?.startsWith('application/fhir+json')) return undefined;
  const resource = JSON.parse(text) as { resourceType: string; issue?: { code: string }[] };
  return resource.resourceType === 'OperationOutcome' ? resource.issue?.[0]?.code : undefined;
}
