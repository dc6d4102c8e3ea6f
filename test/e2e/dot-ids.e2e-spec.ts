import type { Server } from 'node:http';
import type { OperationOutcome } from 'fhir/r4';
import { RawConnection } from '../support/raw-http';
import { startTestApp, type TestApp } from '../support/test-app';

/** Sent unchanged over a raw connection, because HTTP clients and proxies resolve them to another resource. */
const STEPS = ['.', '..'];
const METHODS = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'];
const CODED = ['%2e', '%2E%2E', '.%2e'];

let server: TestApp;
let http: Server;
beforeAll(async () => {
  server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', UPDATE_CREATE: 'true' });
  http = server.app.getHttpServer();
});
afterAll(() => server.close());

async function send(method: string, path: string, id: string) {
  const body = method === 'PUT' || method === 'PATCH' ? JSON.stringify({ resourceType: 'Organization', id }) : '';
  const headers = ['Host: x', 'Connection: close', 'Content-Type: application/fhir+json'];
  return new RawConnection(http)
    .send([`${method} ${path} HTTP/1.1`, ...headers, `Content-Length: ${body.length}`], body)
    .answer();
}

describe('a step of a path is not a logical id (datatypes.html#id)', () => {
  it.each(STEPS.flatMap((id) => METHODS.map((method) => [method, `/fhir/Organization/${id}`, id] as const)))(
    '%s %s is refused',
    async (method, path, id) => {
      const { status, body } = await send(method, path, id);
      expect(status).toBe(400);
      if (method === 'HEAD') return;
      const { issue } = JSON.parse(body) as OperationOutcome;
      expect(issue).toMatchObject([
        { code: 'value', details: { text: `${id} is a step of a path, and not a logical id` } },
      ]);
    },
  );

  it.each(STEPS.flatMap((id) => [`/fhir/Organization/${id}/_history`, `/fhir/Organization/${id}/_history/1`]))(
    'GET %s is refused',
    async (path) => {
      expect((await send('GET', path, '')).status).toBe(400);
    },
  );

  it.each(CODED.flatMap((id) => METHODS.map((method) => [method, `/fhir/Organization/${id}`, id] as const)))(
    '%s %s does not exist, whatever a gateway makes of it',
    async (method, path, id) => {
      expect((await send(method, path, decodeURIComponent(id))).status).toBe(404);
    },
  );

  it('nothing is stored under one', async () => {
    const { body } = await server.send('get', '/Organization').expect(200);
    expect(body).toMatchObject({ total: 0 });
  });
});
