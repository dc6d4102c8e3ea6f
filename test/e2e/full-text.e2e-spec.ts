import type { Bundle, CapabilityStatement, FhirResource, OperationOutcome } from 'fhir/r4';
import { databases } from '../support/databases';
import { dumpTables } from '../support/table-dump';
import { startTestApp, type TestApp } from '../support/test-app';

const WORDS = ['_content', '_text'];

describe.each(databases)('FULL_TEXT on $name', ({ createMigrated }) => {
  it('decides whether texts are searched and indexed, for what is stored already too', async () => {
    const { url, drop } = await createMigrated();
    const running = async <T>(FULL_TEXT: string, work: (server: TestApp) => Promise<T>): Promise<T> => {
      const server = await startTestApp({ DATABASE_URL: url, FULL_TEXT });
      try {
        return await work(server);
      } finally {
        await server.close();
      }
    };
    const found = async (server: TestApp, query: string): Promise<(string | undefined)[]> => {
      const { body } = await server.send('get', `/Organization?${query}`).expect(200);
      return ((body as Bundle).entry ?? []).map(({ resource }) => resource!.id);
    };
    const create = async (server: TestApp, name: string): Promise<string> => {
      const { body } = await server.write('post', '/Organization', { resourceType: 'Organization', name }).expect(201);
      return (body as FhirResource).id!;
    };
    const offered = async (server: TestApp): Promise<string[]> => {
      const { body } = await server.send('get', '/metadata').expect(200);
      const organization = (body as CapabilityStatement).rest![0]!.resource!.find(
        ({ type }) => type === 'Organization',
      );
      return organization!.searchParam!.map(({ name }) => name).filter((name) => WORDS.includes(name));
    };

    // The table has the words of other parameters too.
    const words = async (server: TestApp) =>
      (await dumpTables(server)).get('fhir_search_words')!.filter((row) => /code=_(?:content|text)\b/.test(row)).length;

    const first = await running('on', async (server) => {
      const id = await create(server, 'Clinique Lavande');
      expect(await found(server, '_content=lavande')).toEqual([id]);
      expect((await offered(server)).sort()).toEqual(WORDS);
      expect(await words(server)).toBeGreaterThan(0);
      return id;
    });
    const second = await running('off', async (server) => {
      expect(await offered(server)).toEqual([]);
      const refused = await server.send('get', '/Organization?_content=lavande').expect(400);
      expect((refused.body as OperationOutcome).issue[0]!.details!.text).toContain('_content');
      const id = await create(server, 'Foyer Mimosa');
      expect(await found(server, 'name=foyer')).toEqual([id]);
      expect(await words(server)).toBe(0);
      return id;
    });
    await running('on', async (server) => {
      expect(await found(server, '_content=lavande')).toEqual([first]);
      expect(await found(server, '_content=mimosa')).toEqual([second]);
    });
    await drop();
  });
});
