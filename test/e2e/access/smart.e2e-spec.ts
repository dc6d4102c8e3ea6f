import { SmartScopesModule } from '../../../src/fhir';
import { Clients } from '../../support/access/authenticator';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { FHIR_JSON, type TestApp } from '../../support/test-app';

const REGION = 'urn:region';
const clients = new Clients();
const tokenFor = (...scopes: string[]): string => {
  const token = scopes.join('+') || 'nothing';
  clients.add(token, { scopes });
  return token;
};

const organization = (id: string, region: string, more: object = {}) => ({
  resourceType: 'Organization',
  id,
  meta: { tag: [{ system: REGION, code: region }] },
  name: `Of ${region}`,
  ...more,
});

describeOnEachDatabase(
  'SMART scopes',
  { settings: { UPDATE_CREATE: 'true' }, plugins: [SmartScopesModule], authenticator: clients },
  (server) => {
    const all = tokenFor('system/*.cruds');
    const as = (token: string, method: Parameters<TestApp['send']>[0], path: string) =>
      server.send(method, path).set('Authorization', `Bearer ${token}`);
    const put = (token: string, path: string, body: object) =>
      as(token, 'put', path).set('Content-Type', FHIR_JSON).send(JSON.stringify(body));

    beforeAll(async () => {
      for (const each of [organization('a', '53'), organization('b', '53'), organization('c', '11')]) {
        await put(all, `/Organization/${each.id}`, each).expect(201);
      }
      await put(all, '/Location/a', { resourceType: 'Location', id: 'a', managingOrganization: { reference: 'Organization/c' } }).expect(201); // prettier-ignore
    });

    const NEEDED = [
      ['get', '/Organization/a', 'r'],
      ['get', '/Organization/a/_history/1', 'r'],
      ['get', '/Organization/a/_history', 'r'],
      ['get', '/Organization', 's'],
      ['post', '/Organization/_search', 's'],
      ['post', '/Organization', 'c'],
      ['put', '/Organization/a', 'u'],
      ['patch', '/Organization/a', 'u'],
      ['delete', '/Organization/none', 'd'],
      ['get', '/Organization/a/$diff', 'r'],
      ['get', '/Organization/a/$validate', 'r'],
      ['get', '/Organization/$export', 'rs'],
      ['post', '/Organization/a/$meta-add', 'ru'],
      ['post', '/Organization/a/$meta-delete', 'ru'],
      ['patch', '/Organization?name=x', 'us'],
    ] as const;

    it.each(NEEDED)('%s %s needs %s', async (method, path, letters) => {
      for (const letter of letters) {
        const others = [...'cruds'].filter((each) => each !== letter).join('');
        const reply = await as(tokenFor(`system/Organization.${others}`), method, path).expect(403);
        expect(reply.headers['www-authenticate']).toMatch(
          new RegExp(`error="insufficient_scope".*scope="system/Organization\\.${letter}"`),
        );
        expect(JSON.parse(reply.text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'forbidden' }] });
      }
      const reply = await as(tokenFor(`system/Organization.${[...'cruds'].filter((each) => letters.includes(each)).join('')}`), method, path);
      expect(reply.status).not.toBe(403);
    }); // prettier-ignore

    it.each([
      'patient/Organization.cruds',
      'user/*.cruds',
      'system/Location.cruds',
      'system/Organization.sr',
      'openid',
    ])('%s allows nothing of Organization', async (scope) => {
      await as(tokenFor(scope), 'get', '/Organization/a').expect(403);
      await as(tokenFor(scope), 'get', '/Organization').expect(403);
    });

    it('the scopes of version 1 are accepted', async () => {
      await as(tokenFor('system/Organization.read'), 'get', '/Organization/a').expect(200);
      await as(tokenFor('system/*.read'), 'get', '/Organization').expect(200);
      await as(tokenFor('system/Organization.read'), 'delete', '/Organization/a').expect(403);
    });

    it('public information needs no scope', async () => {
      await server.send('get', '/metadata').expect(200);
      await as(tokenFor(), 'get', '/StructureDefinition').expect(200);
    });

    it('the refusal is in French where that is asked for', async () => {
      const reply = await as(tokenFor(), 'get', '/Organization/a').set('Accept-Language', 'fr').expect(403);
      expect(JSON.parse(reply.text).issue[0].details.text).toBe(
        'Le jeton n’a pas de scope pour cela : il faut system/Organization.r',
      );
    });

    describe('a filter', () => {
      const filter = `_tag=${encodeURIComponent(`${REGION}|53`)}`;
      const breton = tokenFor(`system/Organization.cruds?${filter}`);

      it('narrows reads: a resource that does not match is answered as if it did not exist', async () => {
        await as(breton, 'get', '/Organization/a').expect(200);
        const hidden = await as(breton, 'get', '/Organization/c').expect(404);
        const absent = await as(breton, 'get', '/Organization/d').expect(404);
        expect(hidden.text.replaceAll('Organization/c', 'Organization/d')).toBe(absent.text);
        await as(breton, 'get', '/Organization/c/_history').expect(404);
        await as(breton, 'get', '/Organization/c/_history/1').expect(404);
      });

      it('narrows searches, and their totals', async () => {
        const { text } = await as(breton, 'get', '/Organization?_total=accurate');
        const { entry, total } = JSON.parse(text) as { total: number; entry: { resource: { id: string } }[] };
        expect(total).toBe(2);
        expect(entry.map(({ resource }) => resource.id)).toEqual(['a', 'b']);
        expect(JSON.parse((await as(breton, 'get', '/Organization?_id=c')).text).total).toBe(0);
      });

      it('narrows chains through the type', async () => {
        const token = tokenFor('system/Location.rs', `system/Organization.rs?${filter}`);
        expect(JSON.parse((await as(token, 'get', '/Location?organization.name=Of')).text).total).toBe(0);
        expect(JSON.parse((await as(all, 'get', '/Location?organization.name=Of')).text).total).toBe(1);
      });

      it('narrows writes, before and after', async () => {
        await put(breton, '/Organization/b', organization('b', '53', { name: 'Other' })).expect(200);
        await put(breton, '/Organization/b', organization('b', '11')).expect(403);
        await as(breton, 'post', '/Organization').set('Content-Type', FHIR_JSON).send(JSON.stringify(organization('x', '11'))).expect(403); // prettier-ignore
        await as(breton, 'post', '/Organization').set('Content-Type', FHIR_JSON).send(JSON.stringify(organization('x', '53'))).expect(201); // prettier-ignore
        expect((await put(breton, '/Organization/c', organization('c', '53'))).status).toBeGreaterThanOrEqual(400);
        const absent = await as(breton, 'delete', '/Organization/absent');
        await as(breton, 'delete', '/Organization/c').expect(absent.status);
        expect(JSON.parse((await as(all, 'get', '/Organization/c')).text).name).toBe('Of 11');
      });

      it('a client may write less than it reads', async () => {
        const token = tokenFor('system/Organization.r', `system/Organization.u?${filter}`);
        await as(token, 'get', '/Organization/c').expect(200);
        await put(token, '/Organization/c', organization('c', '11', { name: 'Other' })).expect(403);
        // It would match after the change, and does not before: nobody takes a resource over.
        await put(token, '/Organization/c', organization('c', '53')).expect(403);
        await put(token, '/Organization/b', organization('b', '53', { name: 'Third' })).expect(200);
      });

      it('about other resources grants reads and no writes', async () => {
        const token = tokenFor('system/Location.cruds?organization.name=Of');
        await as(token, 'get', '/Location/a').expect(200);
        const place = { resourceType: 'Location', id: 'a', managingOrganization: { reference: 'Organization/c' }, name: 'A' }; // prettier-ignore
        const reply = await put(token, '/Location/a', place).expect(403);
        expect(reply.headers['www-authenticate']).toContain('The token has no scope for this');
      });

      it('that is not understood allows nothing', async () => {
        await as(tokenFor('system/Organization.rs?colour=red'), 'get', '/Organization/a').expect(403);
      });
    });

    it('an update that creates needs c', async () => {
      const token = tokenFor('system/Organization.ru');
      const reply = await put(token, '/Organization/new', organization('new', '53')).expect(403);
      expect(reply.headers['www-authenticate']).toContain('scope="system/Organization.c"');
      await put(tokenFor('system/Organization.cru'), '/Organization/new', organization('new', '53')).expect(201);
    });
  },
);
