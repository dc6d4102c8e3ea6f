import type { DynamicModule } from '@nestjs/common';
import type { Bundle, Organization } from 'fhir/r4';
import { RESOURCE_STORE } from '../../../src/fhir';
import { resourcePlugin } from '../../../src/fhir/assembly/resource-plugin';
import { MemoryResourceStore } from '../../../src/persistence';
import { organizationDefinition } from '../../../src/ror/organization/organization.definition';
import { databases } from '../../support/databases';
import { exported, textOfFile } from '../../support/exports';
import { fhir, stockApp } from '../../support/stock-app';
import { startTestApp, type TestApp } from '../../support/test-app';
import { MaskingPlugin, SECRET_TAG, SECRET_URL } from '../../support/access/masking-policy';

const ALL = { 'x-sees': 'all' };

describe.each(databases)(
  'versions and exports for clients that do not see everything, on $name',
  ({ createMigrated }) => {
    let app: TestApp;
    let drop: () => Promise<void>;
    beforeAll(async () => {
      const database = await createMigrated();
      drop = database.drop;
      app = await startTestApp({ DATABASE_URL: database.url, UPDATE_CREATE: 'true' }, { plugins: [MaskingPlugin] });
    });
    afterAll(async () => {
      await app.close();
      await drop();
    });

    const put = (id: string, more: object) =>
      app.write('put', `/Organization/${id}`, { resourceType: 'Organization', id, ...more }, ALL);
    const secret = { meta: { tag: [SECRET_TAG] } };

    it('a hidden version appears in the history without its content', async () => {
      await put('past', { name: 'Secret', ...secret }).expect(201);
      await put('past', { name: 'Open', extension: [{ url: SECRET_URL, valueString: 's' }] }).expect(200);
      const { body } = await app.send('get', '/Organization/past/_history').expect(200);
      const { total, entry = [] } = body as Bundle<Organization>;
      expect([total, entry.map(({ resource }) => resource?.name)]).toEqual([2, ['Open', undefined]]);
      expect(entry[0]!.resource!.extension).toBeUndefined();
      await app.send('get', '/Organization/past/_history/1').expect(404);
      await app.send('get', '/Organization/past/_history/1').set(ALL).expect(200);
      await app.send('get', '/Organization/past/_history/2').expect(200);
    });

    it('a resource that is hidden now has no history', async () => {
    await put('once', { name: 'Open' }).expect(201);
    await put('once', { name: 'Secret', ...secret }).expect(200);
    for (const rest of ['', '/_history', '/_history/1', '/_history/2']) await app.send('get', `/Organization/once${rest}`).expect(404);
  }); // prettier-ignore

    it('a deleted resource is gone for clients that saw it, and unknown to those that did not', async () => {
      await put('gone', { name: 'x' }).expect(201);
      await put('secretly', { name: 'x', ...secret }).expect(201);
      for (const id of ['gone', 'secretly']) await app.send('delete', `/Organization/${id}`).set(ALL).expect(204);
      await app.send('get', '/Organization/gone').expect(410);
      await app.send('get', '/Organization/secretly').expect(404);
      await app.send('get', '/Organization/secretly/_history').expect(404);
      await app.send('get', '/Organization/secretly').set(ALL).expect(410);
    });

    it('an export contains only what the client sees', async () => {
      await put('exported', { name: 'Seen', extension: [{ url: SECRET_URL, valueString: 'unspeakable' }] }).expect(201);
      await put('unexported', { name: 'Unseen', ...secret }).expect(201);
      const { output } = await exported(app, '/$export?_type=Organization');
      const text = (await Promise.all(output.map((file) => textOfFile(app, file)))).join('');
      expect(text).toContain('"Seen"');
      for (const hidden of ['unspeakable', 'Unseen', 'unexported', '"once"']) expect(text).not.toContain(hidden);
    });

    it.each(['xml', 'html'])('%s shows the view', async (format) => {
      const { text } = await app.send('get', `/Organization/exported?_format=${format}`).expect(200);
      expect(text).toContain('Seen');
      expect(text).toContain('REDACTED');
      expect(text).not.toContain('unspeakable');
    });
  },
);

describe('a store that keeps no labels', () => {
  const store = new MemoryResourceStore({ capabilities: { labels: false } });
  class Persistence {}
  const persistence: DynamicModule = {
    module: Persistence,
    providers: [{ provide: RESOURCE_STORE, useValue: store }],
    exports: [RESOURCE_STORE],
  };

  it('refuses searches whose result would depend on hidden data', async () => {
    // A server without the parameter that the plugin declares for a type of the directory.
    const server = await stockApp({ imports: [fhir([resourcePlugin(organizationDefinition), MaskingPlugin], { persistence })] });
    await server.write('put', '/fhir/Organization/1', { resourceType: 'Organization', id: '1', name: 'x' }).set(ALL).expect(201);
    await server.send('get', '/fhir/Organization?name=x').expect(403);
    await server.send('get', '/fhir/Organization?_sort=name').expect(403);
    await server.send('get', '/fhir/Organization?_id=1').expect(200);
    const whole = await server.send('get', '/fhir/Organization?name=x').set(ALL).expect(200);
    expect(whole.body).toMatchObject({ total: 1 });
    await server.app.close();
  }); // prettier-ignore
});
