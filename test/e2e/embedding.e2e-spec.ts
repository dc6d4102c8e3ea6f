import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { Server } from 'node:http';
import request from 'supertest';
import type { DataSource } from 'typeorm';
import { AppModule } from '../../examples/embedding/app.module';

let app: INestApplication;
let server: Server;
beforeAll(async () => {
  app = await NestFactory.create(AppModule, { logger: false, abortOnError: false });
  app.setGlobalPrefix('api');
  server = (await app.listen(0, '127.0.0.1')) as Server;
});
afterAll(() => app.close());

const JSON_TYPE = { 'Content-Type': 'application/fhir+json', Authorization: 'me' };
const organization = { resourceType: 'Organization', id: 'a', name: 'A' };

describe('FHIR in an application with features of its own', () => {
  it('is below the prefix of the application, and so are its links', async () => {
    const reply = await request(server)
      .put('/api/fhir/Organization/a')
      .set(JSON_TYPE)
      .send(JSON.stringify(organization));
    expect(reply.status).toBe(201);
    expect(reply.headers['location']).toBe('http://localhost:3000/api/fhir/Organization/a/_history/1');
    const patch = [{ op: 'replace', path: '/name', value: 'B' }];
    const type = { ...JSON_TYPE, 'Content-Type': 'application/json-patch+json' };
    const patched = await request(server).patch('/api/fhir/Organization/a').set(type).send(JSON.stringify(patch));
    expect([patched.status, patched.headers['etag']]).toEqual([200, 'W/"2"']);
    expect((await request(server).get('/fhir/metadata').set(JSON_TYPE)).status).toBe(404);
  });

  it('does not change its routes and their errors', async () => {
    const reply = await request(server).get('/api/visits').set('Authorization', 'me');
    expect([reply.status, reply.body]).toEqual([200, [{ visits: 7 }]]);
    const nowhere = await request(server).get('/api/nowhere').set('Authorization', 'me');
    expect([nowhere.status, nowhere.body]).toEqual([418, { ours: 'Cannot GET /api/nowhere' }]);
    const unreadable = await request(server).post('/api/visits').set('Content-Type', 'application/json').send('{');
    expect([unreadable.status, Object.keys(unreadable.body as object)]).toEqual([418, ['ours']]);
  });

  it('is behind its guard, and refuses in its own form', async () => {
    const own = await request(server).get('/api/visits');
    expect([own.status, own.body]).toEqual([418, { ours: 'Who are you?' }]);
    const fhir = await request(server).get('/api/fhir/metadata');
    expect([fhir.status, fhir.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(fhir.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login', details: { text: 'Who are you?' } }] }); // prettier-ignore
  });

  it('stores resources in the database of the application, next to its own data', async () => {
    const tables: { name: string }[] = await app
      .get<DataSource>(getDataSourceToken(), { strict: false })
      .query("SELECT name FROM sqlite_master WHERE type = 'table'");
    expect(tables.map(({ name }) => name)).toContain('fhir_resource');
    expect(tables.filter(({ name }) => !name.startsWith('fhir_') && !name.startsWith('sqlite_'))).toEqual([]);
  });

  it('answers what no route took as FHIR', async () => {
    for (const [path, status] of [
      ['/api/fhir/Nothing', 404],
      ['/api/fhir/ORGANIZATION/a', 404],
      ['/api/FHIR/metadata', 404],
      ['/api/fhir/Organization/%zz', 400],
    ] as const) {
      // prettier-ignore
      const reply = await request(server).get(path).set('Authorization', 'me');
      expect([path, reply.status, (reply.body as { resourceType?: string }).resourceType]).toEqual([path, status, 'OperationOutcome']); // prettier-ignore
    }
  });

  it('refuses a body that is too large before it is read', async () => {
    const reply = await request(server)
      .post('/api/fhir/Organization')
      .set(JSON_TYPE)
      .send(`"${'x'.repeat(3_000_000)}"`);
    expect([reply.status, (reply.body as { resourceType: string }).resourceType]).toEqual([413, 'OperationOutcome']);
  });
});
