import { defineResource, FhirPlugin, r4SearchParameters, resourcePlugin } from '../../../src/fhir';
import { facadeStore } from '../../../src/persistence';
import { startApp, type RunningApp } from '../../../src/testing';
import { databases } from '../../support/databases';
import { FINESS, organizations } from './hospital';
import { openHospital, type Hospital } from './open-hospital';

const LEGACY = Symbol('legacy');
const WRITERS = 8;
let numbers = 990_000_000;
const next = (): string => String((numbers += 1));
const organization = (finess: string, over: object = {}) => ({
  resourceType: 'Organization',
  identifier: [{ system: FINESS, value: finess }],
  active: true,
  name: 'CHU',
  ...over,
});

const definition = defineResource({
  type: 'Organization',
  searchParameters: r4SearchParameters('Organization'),
  interactions: ['read', 'search-type', 'create', 'update', 'patch', 'delete'],
});

const servers = databases.filter(({ name }) => name !== 'SQLite');
// A suite without a test would fail.
if (servers.length === 0)
  it.skip('needs a MariaDB or MySQL server (TEST_DATABASE_URL), because existing tables are supported on these only', () =>
    undefined);

for (const kind of servers) {
  describe(`criteria over existing tables, on ${kind.name}`, () => {
    let hospital: Hospital;
    let app: RunningApp;
    const start = (criteria: string | undefined): Promise<RunningApp> => {
      const tables = [organizations({ deletion: true, ...(criteria !== undefined && { criteria }) })];
      @FhirPlugin({
        providers: [facadeStore({ provide: LEGACY, tables, database: { url: hospital.url } })],
        stores: { Organization: LEGACY },
      })
      class LegacyPlugin {}
      return startApp({ plugins: [LegacyPlugin, resourcePlugin(definition)], options: { conditionalDelete: 5 } });
    };
    const send = async (to: RunningApp, method: string, path: string, body?: object, headers = {}) => {
      const reply = await fetch(`${to.baseUrl}${path}`, {
        method,
        headers: { 'Content-Type': 'application/fhir+json', ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      return { status: reply.status, body: (text === '' ? {} : JSON.parse(text)) as { id?: string; total?: number } };
    };
    beforeAll(async () => {
      hospital = await openHospital(kind);
      app = await start('fhir_criteria');
    });
    afterAll(async () => {
      await app.close();
      await hospital.close();
    });
    const all = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: WRITERS }, work));
    const sorted = (replies: readonly { status: number }[]): number[] => replies.map(({ status }) => status).sort();

    it.each([
      ['If-None-Exist', (finess: string) => send(app, 'POST', '/Organization', organization(finess), { 'If-None-Exist': `identifier=${finess}` })],
      ['PUT', (finess: string) => send(app, 'PUT', `/Organization?identifier=${FINESS}|${finess}`, organization(finess))],
    ])('%s: of several at once exactly one creates', async (_, ask) => {
      for (let round = 0; round < 5; round += 1) {
        const finess = next();
        const replies = await all(() => ask(finess));
        expect(sorted(replies)).toEqual([...Array<number>(WRITERS - 1).fill(200), 201]);
        expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
      }
    }); // prettier-ignore

    it('PUT replaces the one that fits, and DELETE deletes it', async () => {
      const finess = next();
      const { body } = await send(app, 'POST', '/Organization', organization(finess));
      const put = await send(app, 'PUT', `/Organization?identifier=${finess}`, organization(finess, { name: 'B' }));
      expect([put.status, put.body]).toMatchObject([200, { id: body.id, name: 'B' }]);
      expect((await send(app, 'DELETE', `/Organization?identifier=${finess}`)).status).toBe(204);
      expect((await send(app, 'GET', `/Organization?identifier=${finess}`)).body.total).toBe(0);
    });

    it('several matches are 412, and criteria that no column can answer are 400', async () => {
      const name = `twice ${next()}`;
      for (let n = 0; n < 2; n += 1) await send(app, 'POST', '/Organization', organization(next(), { name }));
      const asked = (criteria: string) => send(app, 'POST', '/Organization', organization(next()), { 'If-None-Exist': criteria }); // prettier-ignore
      expect((await asked(`name=${name}`)).status).toBe(412);
      expect((await asked('_tag=a')).status).toBe(400);
    });

    it('a create after one by the application itself is refused by the unique key of the table', async () => {
      const finess = next();
      await hospital.outside.query('INSERT INTO etablissement (finess, nom) VALUES (?, ?)', [finess, 'Outside']);
      const criteria = { 'If-None-Exist': 'name=nobody-is-called-so' };
      expect((await send(app, 'POST', '/Organization', organization(finess), criteria)).status).toBe(422);
    });

    it('without a table for guards they are refused', async () => {
      const without = await start(undefined);
      try {
        const header = { 'If-None-Exist': 'identifier=1' };
        expect((await send(without, 'POST', '/Organization', organization(next()), header)).status).toBe(400);
        expect((await send(without, 'PUT', '/Organization?identifier=1', organization(next()))).status).toBe(405);
      } finally {
        await without.close();
      }
    });
  });
}
