import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Organization } from 'fhir/r4';
import request from 'supertest';
import { startTestApp, type TestApp } from '../support/test-app';

const ORGANIZATION = { resourceType: 'Organization', name: 'x' };

describe('a server on a SQLite file', () => {
  let folder: string;
  let file: string;
  let server: TestApp;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ror-file-'));
    file = join(folder, 'served.db');
    server = await startTestApp({ DATABASE_URL: `sqlite:${file}` });
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const create = async () =>
    (await server.write('post', '/Organization', ORGANIZATION).expect(201)).body as Organization;

  it('acknowledges nothing once the file is deleted, says so in the client’s language, and is not ready', async () => {
    const { id } = await create();
    rmSync(file);
    const refused = await server.write('post', '/Organization', ORGANIZATION).expect(503);
    expect(refused.headers['retry-after']).toBeDefined();
    expect(refused.body).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'fatal', details: { text: expect.stringContaining('was deleted or replaced') } }],
    });
    const french = await server.send('get', `/Organization/${id}`).set('Accept-Language', 'fr').expect(503);
    expect(french.text).toContain('a été supprimé ou remplacé');
    const ready = await request(server.app.getHttpServer()).get('/health/ready').expect(503);
    expect(ready.body).toEqual({
      status: 'down',
      database: 'down',
      fault: expect.stringContaining('deleted or replaced'),
    });
    await request(server.app.getHttpServer()).get('/health/live').expect(200);
  });

  it('leaves a database file that is complete on its own when it stops', async () => {
    const { id } = await create();
    await server.close();
    const copy = join(folder, 'copy.db');
    copyFileSync(file, copy);
    server = await startTestApp({ DATABASE_URL: `sqlite:${copy}` });
    await server.send('get', `/Organization/${id}`).expect(200);
  });
});
