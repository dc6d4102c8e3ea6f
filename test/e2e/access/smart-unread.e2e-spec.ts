import { SmartScopesModule } from '../../../src/fhir';
import { Clients } from '../../support/access/authenticator';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { TYPES } from '../../support/ror-rules';
import { FHIR_JSON } from '../../support/test-app';

const SECRET = 'S7f3a';
const clients = new Clients();
const tokenFor = (...scopes: string[]): string => {
  const token = scopes.join('+');
  clients.add(token, { scopes });
  return token;
};
const all = tokenFor('system/*.cruds');
const writer = tokenFor('system/Organization.cud');

const JSON_PATCH = 'application/json-patch+json';
const XML_PATCH = 'application/xml-patch+xml';
const organization = (id: string, more: object = {}) => ({
  resourceType: 'Organization', id, meta: { tag: [{ code: SECRET }] }, name: SECRET,
  telecom: [{ system: 'phone', value: SECRET }, { system: 'email', value: 'x' }], ...more,
}); // prettier-ignore
const operation = (type: string, path: string, more: readonly object[] = []) => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'operation', part: [{ name: 'type', valueCode: type }, { name: 'path', valueString: path }, ...more] }],
}); // prettier-ignore
const value = (valueString: string) => [{ name: 'value', valueString }];

describeOnEachDatabase(
  'A client that may write but not read',
  { settings: { UPDATE_CREATE: 'true' }, plugins: [SmartScopesModule], authenticator: clients },
  (server) => {
    const send = (method: 'put' | 'patch' | 'post' | 'delete', path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const request = server.send(method, path).set({ Authorization: `Bearer ${writer}`, 'Content-Type': FHIR_JSON, ...headers });
      return body === undefined ? request : request.send(typeof body === 'string' ? body : JSON.stringify(body));
    };
    const stored = async (id: string) => JSON.parse((await server.send('get', `/Organization/${id}`).set('Authorization', `Bearer ${all}`).expect(200)).text) as { name: string; telecom: unknown[] };
    const put = (resource: { resourceType: string; id: string }) =>
      server.write('put', `/${resource.resourceType}/${resource.id}`, resource, { Authorization: `Bearer ${all}` });

    beforeEach(async () => {
      await put(organization('a'));
      await put({ resourceType: 'HealthcareService', id: 'of-b', providedBy: { reference: 'Organization/b' }, name: SECRET } as never);
    });
    beforeAll(() => put(organization('b')));

    let n = 0;
    const NOOP = operation('delete', 'Organization.alias');
    it.each([
      ['PATCH that changes nothing', 'patch', NOOP, {}],
      ['PATCH that changes nothing, asking for the resource', 'patch', NOOP, { Prefer: 'return=representation' }],
      ['PATCH', 'patch', operation('replace', 'Organization.name', value('y')), {}],
      ['empty JSON Patch', 'patch', [], { 'Content-Type': JSON_PATCH }],
      ['JSON Patch', 'patch', [{ op: 'replace', path: '/name', value: 'y' }], { 'Content-Type': JSON_PATCH }],
      ['PUT, whose answer would have the stored tags', 'put', { resourceType: 'Organization', id: 'a', name: 'y' }, {}],
    ] as const)('gets no resource from a %s', async (_, method, body, headers) => {
      const { text, headers: told } = await send(method, '/Organization/a', body, headers).expect(200);
      expect(text).toBe('');
      expect(told['preference-applied']).toContain('return=minimal');
      expect(told['etag']).toBeDefined();
    });

    it('gets an outcome without what is stored', async () => {
      const { text } = await send('patch', '/Organization/a', operation('replace', 'Organization.name', value('y')), { Prefer: 'return=OperationOutcome' }).expect(200);
      expect(JSON.parse(text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'information' }] });
      expect(text).not.toContain(SECRET);
      expect((await stored('a')).name).toBe('y');
    });

    it('does not learn from a dry run whether a value is the stored one', async () => {
      const tried = async (name: string) =>
        (await send('patch', '/Organization/a?_dryRun=true', operation('replace', 'Organization.name', value(name)), { Prefer: 'return=OperationOutcome' }).expect(200)).text;
      expect(await tried(SECRET)).toBe(await tried('other'));
    });

    it.each([
      ['a test', JSON_PATCH, [{ op: 'test', path: '/name', value: SECRET }, { op: 'replace', path: '/name', value: 'y' }]],
      ['where()', FHIR_JSON, operation('replace', `Organization.telecom.where(value = '${SECRET}').value`, value('y'))],
      ['a condition after an index', FHIR_JSON, operation('delete', `Organization.telecom[0].where(system = 'phone')`)],
      ['a value to delete', FHIR_JSON, operation('delete', 'Organization', [{ name: 'name', valueString: 'telecom' }, { name: 'value', valueContactPoint: { system: 'phone', value: SECRET } }])],
      ['a predicate', XML_PATCH, `<diff xmlns:f="http://hl7.org/fhir"><remove sel="f:Organization/f:telecom[f:value/@value='${SECRET}']"/></diff>`],
    ])('may not ask by %s', async (_, type, body) => {
      const { text } = await send('patch', '/Organization/a', body, { 'Content-Type': type }).expect(403);
      expect(text).not.toContain(SECRET);
      expect((await stored('a')).telecom).toHaveLength(2);
    });

    it.each([
      ['a position', operation('replace', 'Organization.telecom[1].value', value('y'))],
      ['an extension by its URL', operation('delete', "Organization.extension('urn:x')")],
    ])('may name elements by %s', async (_, body) => {
      await send('patch', '/Organization/a', body).expect(200);
    });

    it.each([
      ['past the end of a list', operation('replace', 'Organization.telecom[7].value', value('y')), FHIR_JSON],
      ['with a JSON Pointer past it', [{ op: 'replace', path: '/telecom/7/value', value: 'y' }], JSON_PATCH],
      ['from where nothing is', [{ op: 'copy', from: '/contact/0', path: '/contact/-' }], JSON_PATCH],
      ['to an element by XML past it', '<diff xmlns:f="http://hl7.org/fhir"><remove sel="f:Organization/f:telecom[8]"/></diff>', XML_PATCH],
    ])('learns that a patch %s does not fit, and not why', async (_, patch, type) => {
      const tried = () => send('patch', '/Organization/a', patch, { 'Content-Type': type });
      const first = await tried();
      await put(organization('a', { telecom: [{ system: 'phone', value: SECRET }] })).expect(200);
      const second = await tried();
      expect(first.status).toBe(422);
      expect(first.text).not.toContain(SECRET);
      expect([second.status, second.text]).toEqual([first.status, first.text]);
    });

    it('is not told how a patch was read where that depends on what is stored', async () => {
      const rules = async (more: object) => {
        await put(organization('a', more));
        const reply = await send('patch', '/Organization/a', operation('replace', 'Organization.alias', value('y')), { Prefer: 'return=OperationOutcome' }).expect(200);
        return [reply.headers['fhir-applied-rules'], (JSON.parse(reply.text) as { issue: unknown[] }).issue.length];
      };
      expect(await rules({})).toEqual(await rules({ alias: ['x'] }));
    });

    it('is told of faults of its own, and of no others', async () => {
      await put(organization('a', { telecom: [{ value: SECRET, system: 'phone' }] }));
      const wrong = await send('put', '/Organization/a', { resourceType: 'Organization', id: 'a', active: 'no' });
      expect([400, 422]).toContain(wrong.status);
      expect(wrong.text).toContain('Organization.active');
      const broken = await send('patch', '/Organization/a', [{ op: 'replace', path: '/telecom/0/value', value: 7 }], { 'Content-Type': JSON_PATCH });
      expect([400, 403, 422]).toContain(broken.status);
      expect(broken.text).not.toContain(SECRET);
    });

    it.each([
      ['sees nothing of', []],
      ['may only write', ['system/HealthcareService.u']],
    ])('is not told who refers to what it deletes, of a type that it %s', async (_, scopes) => {
      const token = tokenFor('system/Organization.cud', ...scopes);
      const { text } = await send('delete', '/Organization/b', undefined, { Authorization: `Bearer ${token}` }).expect(409);
      expect(text).not.toContain('of-b');
    });

    it('gets no resource from an entry of a Bundle either', async () => {
      const entry = [{ resource: { ...NOOP }, request: { method: 'PATCH', url: 'Organization/a' } }];
      for (const type of ['batch', 'transaction']) {
        const { text } = await send('post', '/', { resourceType: 'Bundle', type, entry }).expect(200);
        expect(JSON.parse(text)).toMatchObject({ entry: [{ response: { status: '200 OK' } }] });
        expect(text).not.toContain(SECRET);
      }
    });

    it.each([
      ['what a patch makes of a resource', ['a'], operation('replace', 'Organization.name', value('made')), 'name=made'],
      ['what a patch leaves as it is', ['a'], operation('replace', 'Organization.active', [{ name: 'value', valueBoolean: true }]), `name=${SECRET}`],
      ['what patches leave as it is in two', ['a', 'b'], operation('delete', 'Organization.alias'), `name=${SECRET}`],
      ['what it does not write', [], {}, `name=${SECRET}&_id=a`],
    ])('does not learn from a reference by criteria about %s whether it matches', async (_, patched, resource, criteria) => {
      const patches = patched.map((id) => ({ resource, request: { method: 'PATCH', url: `Organization/${id}` } }));
      const token = tokenFor('system/Organization.cud', 'system/Location.cruds');
      const link = (id: string) => ({
        resource: { resourceType: 'Location', name: 'A', managingOrganization: { reference: `Organization?${id}` } },
        request: { method: 'POST', url: 'Location' },
      });
      const answers = [];
      for (const each of [criteria, 'name=nowhere']) {
        const body = { resourceType: 'Bundle', type: 'transaction', entry: [...patches, link(each)] };
        const { status, text } = await send('post', '/', body, { Authorization: `Bearer ${token}` });
        answers.push([status, text.replaceAll(each, '').replaceAll(/\d{2,}/g, '')]);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]![0]).toBeGreaterThanOrEqual(400);
    }); // prettier-ignore

    it('gets the address of what it has created, and no resource', async () => {
      const { text, headers } = await send('post', '/Organization', { resourceType: 'Organization', name: 'Mine' }).expect(201);
      expect(text).toBe('');
      expect(headers['location']).toMatch(/Organization\/[^/]+\/_history\/1$/);
    });

    it.each([
      ['of its own type', 'system/Organization.c', {}],
      ['of its own type, by PUT', 'system/Organization.cu', {}],
      ['of its own type, with a search for another resource', 'system/Organization.c+system/Organization.s?name=Child', { 'If-None-Exist': 'name=Child' }],
    ])('is not told the kind of the parent %s', async (what, scopes, headers) => {
      await put(organization('parent', { type: TYPES['EG'] }));
      const token = tokenFor(...scopes.split('+'));
      const isPut = what.includes('PUT');
      const body = { resourceType: 'Organization', ...(isPut && { id: 'child' }), name: 'Child', type: TYPES['EG'], partOf: { reference: 'Organization/parent' } };
      const { status, text } = await send(isPut ? 'put' : 'post', isPut ? '/Organization/child' : '/Organization', body, { Authorization: `Bearer ${token}`, ...headers });
      expect([status, text.includes('geographic')]).toEqual([403, false]);
    });

    it.each([
      ['put', 'If-Match', 'W/"99"'],
      ['patch', 'If-Match', 'W/"99"'],
      ['delete', 'If-Match', 'W/"99"'],
      ['put', 'If-None-Match', '*'],
    ] as const)('is not told by a refused %s with %s which version is current', async (method, name, tag) => {
      const told = async () => {
        const body = method === 'patch' ? NOOP : method === 'put' ? organization('a') : undefined;
        const { text, headers } = await send(method, '/Organization/a', body, { [name]: tag, 'X-Request-Id': 'one' }).expect(412);
        expect(headers['etag']).toBeUndefined();
        return text;
      };
      const first = await told();
      await put(organization('a', { name: `Other ${(n += 1)}` })).expect(200);
      expect(await told()).toBe(first);
    });

    it.each([['r'], ['s']])('with %s as well gets the resource', async (letter) => {
      const token = tokenFor(`system/Organization.u`, `system/Organization.${letter}`);
      const { text } = await send('patch', '/Organization/a', operation('replace', `Organization.telecom.where(system = 'email').value`, value('y')), { Authorization: `Bearer ${token}` }).expect(200);
      expect(text).toContain(SECRET);
    });
  },
); // prettier-ignore
