import request from 'supertest';
import { ManagementServer } from '../../../src/server/management/management-server';
import { startTestApp } from '../../support/test-app';

it('health and metrics have a port of their own where that is asked for, and nothing else is there', async () => {
  const { app, close } = await startTestApp({ DATABASE_URL: 'sqlite::memory:' });
  await request(app.getHttpServer()).get('/health/live').expect(200);
  const port = await app.get(ManagementServer).listen(app.getHttpAdapter().getInstance(), 0);
  const there = request(`http://127.0.0.1:${port}`);
  await there.get('/health/live').expect(200);
  await there.get('/health/ready').expect(200);
  await there.get('/metrics').expect(200);
  for (const path of ['/fhir/metadata', '/', '/docs', '/healthy']) await there.get(path).expect(404);
  for (const path of ['/health/live', '/health/ready', '/metrics'])
    await request(app.getHttpServer()).get(path).expect(404);
  await close();
  await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
});
