import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSettings } from '../../config/settings';
import { StartProgress } from './start-progress';
import { StartServer } from './start-server';

async function freePort(): Promise<number> {
  const server = await listening(0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, () => resolve(server));
  });
}

const STEP = { name: 'SortIndexes1764080000000', number: 2, of: 5, isNew: false };

describe('StartServer', () => {
  let port: number;
  let progress: StartProgress;
  let server: StartServer | undefined;
  const start = (over: Readonly<Record<string, string>> = {}): void => {
    server = new StartServer(readSettings({ AUTH: 'none', PORT: String(port), ...over }), progress);
  };
  const get = (path: string) => fetch(`http://localhost:${port}${path}`);

  beforeEach(async () => {
    port = await freePort();
    progress = new StartProgress();
  });
  afterEach(() => server?.close());

  it('opens the port when work on the database begins, and reports its progress', async () => {
    start();
    await expect(get('/health/live')).rejects.toThrow();
    progress.migrating(STEP);
    expect(await (await get('/health/live')).json()).toEqual({ status: 'up' });
    const ready = await get('/health/ready?x');
    expect([ready.status, ready.headers.get('cache-control'), await ready.json()]).toEqual([
      503,
      'no-store',
      { status: 'down', starting: { doing: 'migrating', name: STEP.name, number: 2, of: 5 } },
    ]);
    progress.indexing({ type: 'Location', done: 200, of: 4_000 });
    const indexing = { doing: 'indexing', type: 'Location', done: 200, of: 4_000 };
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'down', starting: indexing });
  });

  it.each([
    ['en', 'The server is starting: it brings its database up to date first'],
    ['fr', 'Le serveur démarre : il met d’abord sa base de données à jour'],
  ])('refuses everything else until then, in the language of the server (%s)', async (language, text) => {
    start({ LANGUAGE: language });
    progress.migrating(STEP);
    const reply = await get('/fhir/Organization');
    const outcome = (await reply.json()) as { issue: { details: { text: string } }[] };
    expect([reply.status, reply.headers.get('retry-after'), outcome.issue[0]!.details.text]).toEqual([503, '10', text]);
  });

  it('frees the port, and does not open it again', async () => {
    start();
    progress.migrating(STEP);
    await get('/health/live');
    await server!.close();
    progress.indexing({ type: 'Location', done: 1 });
    const next = await listening(port);
    await new Promise((resolve) => next.close(resolve));
  });

  it('does not open the port for work that begins after it was closed', async () => {
    start();
    await server!.close();
    progress.migrating(STEP);
    const next = await listening(port);
    await new Promise((resolve) => next.close(resolve));
  });

  it('answers only on the management port, where there is one', async () => {
    const other = await freePort();
    start({ MANAGEMENT_PORT: String(other) });
    progress.migrating(STEP);
    await expect(get('/health/live')).rejects.toThrow();
    expect((await fetch(`http://localhost:${other}/health/ready`)).status).toBe(503);
    expect((await fetch(`http://localhost:${other}/fhir/Organization`)).status).toBe(404);
  });

  it('leaves it to the server to report a port that is taken', async () => {
    const taken = await listening(port);
    start();
    progress.migrating(STEP);
    await server!.close();
    await new Promise((resolve) => taken.close(resolve));
  });
});
