import type { OperationOutcome, Organization, Parameters } from 'fhir/r4';
import { describeOnEachDatabase } from '../support/on-each-database';
import { patchOf } from '../support/patches';

const FHIR_XML = 'application/fhir+xml';
const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };

describeOnEachDatabase('PATCH beyond FHIRPath Patch', {}, (server) => {
  let path: string;
  let before: Organization;

  beforeEach(async () => {
    const organization = {
      resourceType: 'Organization',
      name: 'CHU',
      telecom: [{ system: 'phone', value: '01 99 00 00 00' }],
    };
    before = (await server.write('post', '/Organization', organization).expect(201)).body as Organization;
    path = `/Organization/${before.id}`;
  });
  const current = async () => (await server.send('get', path).expect(200)).body as Organization;
  const rename = (name: string) =>
    patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: name } });

  it.each([
    ['application/json-patch+json', /Send \[ \{ "op"/],
    ['application/xml-patch+xml', /Send <diff>/],
  ])('an empty body of type %s is refused with an example of that type', async (type, example) => {
    const reply = await server.write('patch', path, '', { 'Content-Type': type }).expect(400);
    expect((reply.body as OperationOutcome).issue[0]!.diagnostics).toMatch(example);
  });

  describe('JSON Patch', () => {
    it('uses the same write path: tested, applied, stored as a new version', async () => {
      const patch = [
        { op: 'test', path: '/name', value: 'CHU' },
        { op: 'replace', path: '/name', value: 'CHRU' },
        { op: 'add', path: '/telecom/-', value: { system: 'email', value: 'a@b.example' } },
      ];
      const reply = await server.write('patch', path, patch, { ...JSON_PATCH, 'If-Match': 'W/"1"' });
      expect(reply.status).toBe(200);
      expect(reply.headers['etag']).toBe('W/"2"');
      expect(reply.body).toMatchObject({ name: 'CHRU', telecom: [before.telecom![0], { value: 'a@b.example' }] });
      await expect(current()).resolves.toEqual(reply.body);
    });

    it.each([
      ['a test that fails', [{ op: 'test', path: '/name', value: 'other' }], 422],
      ['a pointer to nothing', [{ op: 'remove', path: '/nothing' }], 422],
      ['a result that is no FHIR', [{ op: 'add', path: '/nonsense', value: 1 }], 422],
      ['the id', [{ op: 'replace', path: '/id', value: 'mine' }], 422],
      ['an unknown operation', [{ op: 'rename', path: '/name' }], 400],
      ['no list', { op: 'remove', path: '/name' }, 400],
      ['__proto__', [{ op: 'add', path: '/__proto__/polluted', value: true }], 400],
    ])('%s is refused and stores nothing', async (_, patch, status) => {
      const reply = await server.write('patch', path, patch, JSON_PATCH);
      expect(reply.status).toBe(status);
      expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome' });
      await expect(current()).resolves.toEqual(before);
    });

    it('a stale If-Match is 412', async () => {
      await server
        .write('patch', path, [{ op: 'remove', path: '/name' }], { ...JSON_PATCH, 'If-Match': 'W/"9"' })
        .expect(412);
    });

    it('names the line of the operation that failed', async () => {
      const text = '[\n  {"op":"test","path":"/name","value":"CHU"},\n  {"op":"remove","path":"/nothing"}\n]';
      const { issue } = (await server.write('patch', path, text, JSON_PATCH).expect(422)).body as OperationOutcome;
      expect(issue[0]!.extension!.map(({ valueInteger }) => valueInteger)[0]).toBe(3);
    });

    it('sent as a FHIR resource is refused with the right media type', async () => {
      const reply = await server.write('patch', path, [{ op: 'remove', path: '/name' }]);
      expect(reply.status).toBe(400);
      expect((reply.body as OperationOutcome).issue[0]!.diagnostics).toContain('application/json-patch+json');
    });
  });

  describe('XML Patch', () => {
    const XML_PATCH = { 'Content-Type': 'application/xml-patch+xml' };

    it('uses the same write path, and answers in the requested format', async () => {
      const patch = '<diff><replace sel="/Organization/name/@value">CHRU</replace></diff>';
      const reply = await server.write('patch', path, patch, { ...XML_PATCH, 'If-Match': 'W/"1"' });
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({ name: 'CHRU', meta: { versionId: '2' } });
      await expect(current()).resolves.toEqual(reply.body);
    });

    it.each([
      ['no XML', '<diff>', 400],
      ['a DTD', '<!DOCTYPE diff []><diff/>', 400],
      ['no operation', '<diff/>', 400],
      ['an operation there is none of', '<diff><rename sel="/Organization"/></diff>', 400],
      ['a selector that matches nothing', '<diff><remove sel="/Organization/partOf"/></diff>', 422],
      ['the id', '<diff><replace sel="/Organization/id/@value">x</replace></diff>', 422],
      ['an empty value', '<diff><replace sel="/Organization/name/@value"></replace></diff>', 422],
      ['a result that is no FHIR', '<diff><add sel="/Organization"><nonsense value="1"/></add></diff>', 422],
    ])('%s is refused and stores nothing', async (_, patch, status) => {
      const reply = await server.write('patch', path, patch, XML_PATCH);
      expect(reply.status).toBe(status);
      expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome' });
      await expect(current()).resolves.toEqual(before);
    });
  });

  describe('a patch without operations', () => {
    it.each<[string, object | string, Record<string, string>]>([
      ['FHIRPath Patch', { resourceType: 'Parameters' }, {}],
      ['FHIRPath Patch in XML', '<Parameters xmlns="http://hl7.org/fhir"/>', { 'Content-Type': FHIR_XML }],
      ['FHIRPath Patch, strictly', { resourceType: 'Parameters' }, { Prefer: 'handling=strict' }],
      ['JSON Patch', [], JSON_PATCH],
    ])('changes nothing: %s', async (_, patch, headers) => {
      const reply = await server.write('patch', path, patch, { ...headers, 'If-Match': 'W/"1"' });
      expect([reply.status, reply.headers['etag']]).toEqual([200, 'W/"1"']);
      expect(reply.body).toEqual(before);
      const stale = await server.write('patch', path, patch, { ...headers, 'If-Match': 'W/"9"' });
      expect(stale.status).toBe(412);
    });

    it('is what $diff returns for a version and itself', async () => {
      const patch = await server.send('get', `${path}/$diff?fromVersion=1`).expect(200);
      expect(patch.body).toEqual({ resourceType: 'Parameters' });
      const reply = await server.write('patch', path, patch.body as object);
      expect([reply.status, reply.headers['etag']]).toEqual([200, 'W/"1"']);
    });
  });

  describe('_dryRun', () => {
    it.each([
      ['PATCH', () => server.write('patch', `${path}?_dryRun=true`, rename('CHRU')), 200],
      ['PUT', () => server.write('put', `${path}?_dryRun=true`, { ...before, name: 'CHRU' }), 200],
      ['POST', () => server.write('post', '/Organization?_dryRun=true', { ...before, name: 'CHRU' }), 201],
    ] as const)('%s answers what would be stored, and stores nothing', async (_, send, status) => {
      const reply = await send();
      expect(reply.status).toBe(status);
      expect(reply.body).toMatchObject({ name: 'CHRU' });
      expect(reply.headers['fhir-dry-run']).toBe('true');
      expect(reply.headers['etag']).toBeUndefined();
      expect(reply.headers['location']).toBeUndefined();
      expect(reply.headers['content-location']).toBeUndefined();
      await expect(current()).resolves.toEqual(before);
      const { id } = reply.body as Organization;
      if (id !== before.id) await server.send('get', `/Organization/${id}`).expect(404);
    });

    it.each([
      [
        'a stale If-Match',
        () => server.write('patch', `${path}?_dryRun=true`, rename('x'), { 'If-Match': 'W/"9"' }),
        412,
      ],
      ['an invalid result', () => server.write('put', `${path}?_dryRun=true`, { ...before, nonsense: 1 }), 400],
      [
        'a path that matches nothing',
        () =>
          server.write(
            'patch',
            `${path}?_dryRun=true`,
            patchOf({ type: 'replace', path: 'Organization.partOf', value: { valueReference: { display: 'x' } } }),
          ),
        422,
      ],
      ['neither true nor false', () => server.write('patch', `${path}?_dryRun=perhaps`, rename('x')), 400],
    ] as const)('%s answers as the real request', async (_, send, status) => {
      expect((await send()).status).toBe(status);
    });

    it('DELETE can be tried too', async () => {
      const reply = await server.send('delete', `${path}?_dryRun=true`).expect(204);
      expect(reply.headers['fhir-dry-run']).toBe('true');
      expect(reply.headers['etag']).toBeUndefined();
      await expect(current()).resolves.toEqual(before);
    });
  });

  describe('$diff', () => {
    const operations = ({ parameter = [] }: Parameters) =>
      parameter.map(({ part }) =>
        Object.fromEntries(part!.map(({ name, ...value }) => [name, Object.values(value)[0]])),
      );

    it('is the patch since the version before, or since any other', async () => {
      await server.write('patch', path, rename('CHRU')).expect(200);
      await server.write('patch', path, rename('CHRU de Lille')).expect(200);
      const last = (await server.send('get', `${path}/$diff`).expect(200)).body as Parameters;
      expect(operations(last)).toEqual([{ type: 'replace', path: 'Organization.name', value: 'CHRU de Lille' }]);
      const all = (await server.send('get', `${path}/$diff?fromVersion=1`).expect(200)).body as Parameters;
      expect(operations(all)).toEqual([{ type: 'replace', path: 'Organization.name', value: 'CHRU de Lille' }]);
    });

    it.each(['lenient', 'strict'])(
      'sent back as a PATCH, %s, it turns the older version into the newer one',
      async (handling) => {
        const other = {
          ...before,
          contained: [{ resourceType: 'Organization', id: 'e1', name: 'Service central' }],
          partOf: { reference: '#e1' },
          telecom: [{ system: 'email', value: 'x@y.example' }, ...before.telecom!],
          alias: ['C.H.U.'],
        };
        const newer = (await server.write('put', path, other).expect(200)).body as Organization;
        const patch = (await server.send('get', `${path}/$diff`).expect(200)).body as Parameters;
        await server.write('put', path, before).expect(200);
        const prefer = { Prefer: `handling=${handling}` };
        const again = (await server.write('patch', path, patch, prefer).expect(200)).body as Organization;
        expect({ ...again, meta: {} }).toEqual({ ...newer, meta: {} });
      },
    );

    it('POST compares two stored versions, or resources sent along', async () => {
      await server.write('patch', path, rename('CHRU')).expect(200);
      const body = {
        resourceType: 'Parameters',
        parameter: [
          { name: 'from', valueReference: { reference: `${path.slice(1)}/_history/1` } },
          { name: 'to', resource: { ...before, active: true } },
        ],
      };
      const patch = (await server.write('post', '/$diff', body).expect(200)).body as Parameters;
      expect(operations(patch)).toEqual([{ type: 'add', path: 'Organization', name: 'active', value: true }]);
    });

    it.each([
      ['a version that is not there', () => server.send('get', `${path}/$diff?fromVersion=7`), 404],
      ['what cannot be a version', () => server.send('get', `${path}/$diff?fromVersion=a%20b`), 400],
      ['a version that is not there', () => server.send('get', `${path}/$diff?fromVersion=x`), 404],
      ['a type that is not served', () => server.send('get', '/Patient/1/$diff'), 404],
      ['an unknown id', () => server.send('get', '/Organization/nobody/$diff'), 404],
      ['another method', () => server.write('put', `${path}/$diff`, {}), 405],
      [
        'one side only',
        () =>
          server.write('post', '/$diff', {
            resourceType: 'Parameters',
            parameter: [{ name: 'from', valueString: 'Organization/1' }],
          }),
        400,
      ],
      [
        'two types',
        () =>
          server.write('post', '/$diff', {
            resourceType: 'Parameters',
            parameter: [
              { name: 'from', valueString: path.slice(1) },
              { name: 'to', resource: { resourceType: 'Location' } },
            ],
          }),
        400,
      ],
    ] as const)('%s', async (_, send, status) => {
      const reply = await send();
      expect(reply.status).toBe(status);
      expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome' });
    });
  });
});
