import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClients, RorAccessModule } from '../../../src/ror';
import { CODE_SYSTEM } from '../../../src/ror/shared/code-systems';
import { Clients } from '../../support/access/authenticator';
import { USER_HEADERS } from '../../support/access/ror-clients';
import { jobsDone, pathOf, type Manifest } from '../../support/exports';
import { describeOnEachDatabase } from '../../support/on-each-database';

const file = join(mkdtempSync(join(tmpdir(), 'ror-clients-')), 'clients.json');
writeFileSync(
  file,
  JSON.stringify({
    clients: {
      'in-file': { profile: 0, users: [{ profile: 'CU22', role: 'AUTOMATE', access: 1 }] },
      theirs: { profile: 1, role: 'supplier', region: '*', issuer: 'https://one.example.org' },
      breton: { profile: 1, role: 'supplier', region: '53' },
    },
  }),
);

const clients = new Clients();
clients.add('consumer', { claims: { ror_profile: 2, ror_users: ['CU22|AUTOMATE', 'CU20|60|0'] } });
clients.add('in-file', { claims: { ror_profile: '5', ror_role: 'supplier', ror_region: '*' } });
clients.add('breton', {});
clients.add('ours', { client: 'theirs', issuer: 'https://one.example.org' });
clients.add('pretender', { client: 'theirs', issuer: 'https://other.example.org' });
clients.add('all', { claims: { ror_profile: '1', ror_role: 'supplier', ror_region: '*' } });
for (const profile of ['0', '2'])
  clients.add(`supplier-${profile}`, { claims: { ror_profile: profile, ror_role: 'supplier', ror_region: '*' } });
clients.add('without-region', { claims: { ror_profile: '1', ror_role: 'supplier' } });
clients.add('without-profile', { claims: { scope: 'system/*.cruds' } });
clients.add('unreadable', { claims: { ror_profile: '6' } });

const place = (id: string, ...regions: string[]) => ({
  resourceType: 'Location',
  id,
  ...(regions.length > 0 && { meta: { tag: regions.map((code) => ({ system: CODE_SYSTEM.region, code })) } }),
  name: `Place ${id}`,
});
const rename = (name: string) => [{ op: 'replace', path: '/name', value: name }];
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(USER_HEADERS).filter(([name]) => !names.includes(name)));

describeOnEachDatabase(
  'Who a client is in the directory',
  {
    settings: { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', BUSINESS_RULES: 'off' },
    plugins: [RorAccessModule.forRoot({ clients: readClients(file) })],
    authenticator: clients,
  },
  (server) => {
    const as = (token: string, method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, headers: object = {}) =>
      server.send(method, path).set({ Authorization: `Bearer ${token}`, ...headers });
    const put = (token: string, body: { id: string }, headers: object = {}) =>
      server.write('put', `/Location/${body.id}`, body, { Authorization: `Bearer ${token}`, ...headers });
    const patch = (token: string, id: string, body: object, headers: object = {}) =>
      as(token, 'patch', `/Location/${id}`, { 'Content-Type': 'application/json-patch+json', ...headers }).send(JSON.stringify(body));

    // Which offers or roles refer to it is known of a new resource: none.
    it.each([
      ['supplier-2', 'Location', 201],
      ['supplier-2', 'Practitioner', 201],
      ['supplier-0', 'Location', 201],
      ['supplier-0', 'Practitioner', 403],
    ] as const)('%s creates a %s only if it would see it: %s', async (client, resourceType, status) => {
      await server.write('post', `/${resourceType}`, { resourceType, meta: { tag: [{ system: CODE_SYSTEM.region, code: '53' }] } }, { Authorization: `Bearer ${client}` }).expect(status);
    }); // prettier-ignore

    it.each(['/$export?_type=Location', '/Location?name=Place'])('gets what it asked for later, %s, for the same user only', async (path) => {
      const one = { Authorization: 'Bearer consumer', ...USER_HEADERS };
      const other = { ...one, 'Ror-Profil-Utilisateur-Code': 'CU20', 'Ror-Role-Metier-Code': '60' };
      const { headers } = await server.send('get', path).set({ ...one, Prefer: 'respond-async' }).expect(202);
      await jobsDone(server);
      const state = pathOf(String(headers['content-location']));
      await server.send('delete', state).set(other).expect(404);
      await server.send('get', state).set(other).expect(404);
      const { body } = await server.send('get', state).set(one).expect(200);
      for (const { url } of (body as Partial<Manifest>).output ?? []) {
        await server.send('get', pathOf(url)).set(other).expect(404);
        await server.send('get', pathOf(url)).set(one).expect(200);
      }
    }); // prettier-ignore

    it('is identified by issuer and name: the same name from another issuer is another client', async () => {
      await as('ours', 'get', '/Location/breton').expect(200);
      const { body } = await as('pretender', 'get', '/Location/breton').expect(403);
      expect(JSON.stringify(body)).toContain('No access profile of the directory is assigned');
    });

    beforeAll(async () => {
      for (const each of [place('breton', '53'), place('other', '11'), place('both', '53', '11'), place('none')]) {
        await put('all', each).expect(201);
      }
    });

    describe('the headers of a consumer', () => {
      it.each([
        ['all four', USER_HEADERS, 200],
        ['those of another user it may name', { ...USER_HEADERS, 'Ror-Profil-Utilisateur-Code': 'CU20', 'Ror-Role-Metier-Code': '60' }, 200],
        ['systems as URNs', { ...USER_HEADERS, 'Ror-Role-Metier-System': 'urn:oid:1.2.250.1.213.1.1.4.6' }, 200],
        ['none', {}, 400],
        ['all but the profile', without('Ror-Profil-Utilisateur-Code'), 400],
        ['all but the system of the profile', without('Ror-Profil-Utilisateur-System'), 400],
        ['all but the profession', without('Ror-Role-Metier-Code'), 400],
        ['all but the system of the profession', without('Ror-Role-Metier-System'), 400],
        ['an empty one', { ...USER_HEADERS, 'Ror-Role-Metier-Code': '' }, 400],
        ['the system of something else', { ...USER_HEADERS, 'Ror-Role-Metier-System': '1.2.250.1.213.1.6.1.66' }, 400],
        ['a user it may not name', { ...USER_HEADERS, 'Ror-Profil-Utilisateur-Code': 'CU01' }, 403],
        ['a profession it may not name', { ...USER_HEADERS, 'Ror-Role-Metier-Code': '60' }, 403],
        ['two users it may name, mixed', { ...USER_HEADERS, 'Ror-Profil-Utilisateur-Code': 'CU20' }, 403],
      ])('%s', async (_, headers, status) => {
        for (const path of ['/Location', '/Location/breton', '/Location/$export', '/Location/absent']) {
          const reply = await as('consumer', 'get', path, headers);
          if (status === 200) expect([200, 202, 404]).toContain(reply.status);
          else expect([path, reply.status]).toEqual([path, status]);
        }
      });

      it('each that is missing is named, in French where that is asked for', async () => {
        const reply = await as('consumer', 'get', '/Location', { ...without('Ror-Role-Metier-Code'), 'Accept-Language': 'fr' });
        expect(JSON.parse(reply.text).issue).toEqual([
          {
            severity: 'error',
            code: 'required',
            details: { text: 'Des en-têtes qui identifient l’utilisateur au nom duquel le client interroge le répertoire sont absents : Ror-Role-Metier-Code' },
            diagnostics: 'Envoyez Ror-Profil-Utilisateur-Code, Ror-Profil-Utilisateur-System, Ror-Role-Metier-Code, Ror-Role-Metier-System, avec les valeurs convenues pour votre client.',
            expression: ['http.Ror-Role-Metier-Code'],
          },
        ]);
      });

      it('are not required for public information', async () => {
        await as('consumer', 'get', '/metadata').expect(200);
      });

      it('answers vary by them, and say so', async () => {
        const reply = await as('consumer', 'get', '/Location/breton', USER_HEADERS).expect(200);
        expect(reply.headers['vary']).toMatch(/ror-profil-utilisateur-code/i);
      });
    });

    describe('whose rights count', () => {
      it.each([
        ['one that nothing was agreed with', 'without-profile', 403],
        ['one whose profile there is not', 'unreadable', 403],
      ])('%s is refused', async (_, token, status) => {
        await as(token, 'get', '/Location', USER_HEADERS).expect(status);
      });

      it('the file takes precedence over the token of a client', async () => {
        await put('in-file', place('breton', '53'), USER_HEADERS).expect(403);
        await as('in-file', 'get', '/Location').expect(400);
      });
    });

    describe('a consumer', () => {
      it.each([
        ['post', '/Location'],
        ['put', '/Location/breton'],
        ['patch', '/Location/breton'],
        ['delete', '/Location/breton'],
        ['patch', '/Location?name=x'],
      ] as const)('does not %s %s', async (method, path) => {
        const reply = await as('consumer', method, path, USER_HEADERS).expect(403);
        expect(JSON.parse(reply.text).issue[0].details.text).toBe('A consumer of the directory can read but not write');
      });
    });

    describe('a supplier', () => {
      it('patches a place in its own name', async () => {
        await patch('breton', 'breton', rename('A')).expect(200);
        const reply = await patch('breton', 'breton', rename('B'), USER_HEADERS).expect(400);
        expect(JSON.parse(reply.text).issue[0].details.text).toContain('without the headers Ror-Profil-Utilisateur-Code');
        await patch('breton', 'breton', rename('B'), { 'Ror-Role-Metier-Code': 'AUTOMATE' }).expect(400);
      });

      it('needs no headers to read', async () => {
        await as('breton', 'get', '/Location/breton').expect(200);
      });

      it.each([
        ['breton', 'other', 403],
        ['breton', 'both', 403],
        ['breton', 'none', 403],
        ['without-region', 'breton', 403],
        ['all', 'other', 200],
        ['all', 'both', 200],
        ['all', 'none', 200],
      ] as const)('%s patches %s: %d', async (token, id, status) => {
        await patch(token, id, rename(`Of ${token} ${status}`)).expect(status);
      });

      it.each([
        ['its own region', place('new-1', '53'), 201],
        ['another', place('new-2', '11'), 403],
        ['two', place('new-3', '53', '11'), 403],
        ['none', place('new-4'), 403],
      ] as const)('creates in %s', async (_, resource, status) => {
        await put('breton', resource).expect(status);
        await as('all', 'get', `/Location/${resource.id}`).expect(status === 201 ? 200 : 404);
      });

      it('cannot move a resource to another region, or from one', async () => {
        await put('breton', place('breton', '11')).expect(403);
        await put('breton', place('other', '53')).expect(403);
        await as('breton', 'delete', '/Location/other').expect(403);
        await as('breton', 'delete', '/Location/new-1').expect(204);
      });
    });
  },
); // prettier-ignore
