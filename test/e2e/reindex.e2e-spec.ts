import type { Bundle, FhirResource } from 'fhir/r4';
import { FhirPlugin, type SearchParameterOfOthers } from '../../src/fhir';
import { databases } from '../support/databases';
import { startTestApp, type TestApp } from '../support/test-app';

const alias: SearchParameterOfOthers = {
  base: ['Organization'],
  code: 'alias',
  type: 'string',
  expression: 'Organization.alias',
  documentation: { en: 'Another name.', fr: 'Autre nom.' },
};

@FhirPlugin({ searchParameters: [alias] })
class AliasPlugin {}

/** The same code for another element. */
@FhirPlugin({ searchParameters: [{ ...alias, expression: 'Organization.contact.purpose.text' }] })
class OtherAliasPlugin {}

describe.each(databases)('search parameters that are added to existing data, on $name', ({ createMigrated }) => {
  it('find what was stored before they were declared, and follow their declaration', async () => {
    const { url, drop } = await createMigrated();
    const running = async <T>(plugins: unknown[], work: (server: TestApp) => Promise<T>): Promise<T> => {
      const server = await startTestApp({ DATABASE_URL: url }, { plugins: plugins as [] });
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
    const organization = { resourceType: 'Organization', name: 'CHU', alias: ['Hôtel-Dieu'] };

    const id = await running([], async (server) => {
      const { body } = await server.write('post', '/Organization', organization).expect(201);
      await server.write('post', '/Organization', { ...organization, alias: ['Autre'] }).expect(201);
      await server.send('get', '/Organization?alias=hotel').expect(400);
      return (body as FhirResource).id;
    });
    await running([AliasPlugin], async (server) => {
      expect(await found(server, 'alias=hotel-d')).toEqual([id]);
      expect(await found(server, 'alias:missing=true')).toEqual([]);
      await server.send('delete', `/Organization/${id}`).expect(204);
      expect(await found(server, 'alias=hotel-d')).toEqual([]);
    });
    await running([OtherAliasPlugin], async (server) => {
      expect(await found(server, 'alias=autre')).toEqual([]);
      expect(await found(server, 'alias:missing=true')).toHaveLength(1);
    });
    await drop();
  });
});
