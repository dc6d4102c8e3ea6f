import { type CanActivate, type ExecutionContext, Injectable, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Request } from 'express';
import { FhirPlugin, Hook, RESOURCE_STORE, setPrincipal } from '../../../src/fhir';
import { MemoryResourceStore } from '../../../src/persistence';
import { askForExport, exported, jobsDone, pathOf } from '../../support/exports';
import { databases, sharedDatabases } from '../../support/databases';
import { describeOnEachDatabase, withServer } from '../../support/on-each-database';
import { startTestApp, type TestApp } from '../../support/test-app';

/** Blocks every answer until it is opened. */
@Injectable()
class Gate {
  static open: () => void;
  static isClosed: Promise<void> = Promise.resolve();
  static reached: Promise<void> = Promise.resolve();
  private static reach: () => void = () => undefined;

  static close(): void {
    Gate.isClosed = new Promise((resolve) => (Gate.open = resolve));
    Gate.reached = new Promise((resolve) => (Gate.reach = resolve));
  }

  @Hook('resource.beforeShow')
  async wait(): Promise<void> {
    Gate.reach();
    await Gate.isClosed;
  }
}

@Injectable()
class Login implements CanActivate {
  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<Request>();
    const id = request.headers['x-who'];
    if (typeof id === 'string') setPrincipal(request, { id });
    return true;
  }
}

@FhirPlugin({ providers: [Gate, { provide: APP_GUARD, useClass: Login }] })
class GatePlugin {}

const settings = { UPDATE_CREATE: 'true', EXPORT_OPEN: '2' } as const;
const organization = (id: string) => ({ resourceType: 'Organization', id, name: `CHU ${id}` });

describeOnEachDatabase('jobs', { settings, plugins: [GatePlugin] }, (server) => {
  beforeAll(async () => {
    for (const id of ['a', 'b', 'c']) await server.write('put', `/Organization/${id}`, organization(id)).expect(201);
  });

  it('report their status while they run and wait, and are limited by the setting', async () => {
    Gate.close();
    const running = await askForExport(server, '/$export');
    await Gate.reached;
    const waiting = await askForExport(server, '/$export');
    for (const state of [running, waiting]) {
      const { headers, text } = await server.send('get', state).expect(202);
      expect(headers['x-progress']).toMatch(/^(begun|waiting)$/);
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(text).toBe('');
    }
    const { headers, text } = await server.send('get', '/$export').expect(429);
    expect(headers['retry-after']).toBe('60');
    expect(text).toContain('2 jobs are already waiting or running');
    Gate.open();
    await jobsDone(server);
    for (const state of [running, waiting]) await server.send('get', state).expect(200);
  });

  it('that are cancelled while they run leave nothing, and the next one starts', async () => {
    Gate.close();
    const [running, waiting] = [await askForExport(server, '/$export'), await askForExport(server, '/$export')];
    await Gate.reached;
    await server.send('delete', running).expect(202);
    Gate.open();
    await jobsDone(server);
    await server.send('get', running).expect(404);
    await server.send('get', waiting).expect(200);
  });

  it('are their owner’s', async () => {
    const state = await askForExport(server, '/Organization/$export', { 'X-Who': 'ada' });
    await jobsDone(server);
    const { body } = await server.send('get', state).set('X-Who', 'ada').expect(200);
    const file = pathOf((body as { output: { url: string }[] }).output[0]!.url);
    for (const who of [{}, { 'X-Who': 'ben' }]) {
      await server.send('get', state).set(who).expect(404);
      await server.send('get', file).set(who).expect(404);
      await server.send('delete', state).set(who).expect(404);
    }
    await server.send('get', file).set('X-Who', 'ada').expect(200);
    await server.send('delete', state).set('X-Who', 'ada').expect(202);
  });

  it('lose their files when they expire, and are removed later', async () => {
    const state = await askForExport(server, '/Organization/$export');
    await jobsDone(server);
    const { body, headers } = await server.send('get', state).expect(200);
    const file = pathOf((body as { output: { url: string }[] }).output[0]!.url);
    const due = Date.parse(headers['expires']!) + 1_000;
    await server.store.jobs!.sweep(due, 0);
    for (const path of [state, file]) {
      const { text } = await server.send('get', path).expect(410);
      expect(text).toContain('not kept any longer');
    }
    await server.store.jobs!.sweep(due, due);
    for (const path of [state, file]) await server.send('get', path).expect(404);
  });
});

describe.each(databases)('bounds of exports, on $name', (kind) => {
  const fill = async (server: TestApp): Promise<void> => {
    for (const id of ['a', 'b', 'c']) await server.write('put', `/Organization/${id}`, organization(id)).expect(201);
  };

  it('one with too many resources fails, and says why', () =>
    withServer(kind, { UPDATE_CREATE: 'true', EXPORT_LINES: '2' }, async (server) => {
      await fill(server);
      const state = await askForExport(server, '/$export');
      await jobsDone(server);
      const { body, text } = await server.send('get', state).expect(500);
      expect(body).toMatchObject({ resourceType: 'OperationOutcome' });
      expect(text).toMatch(/more resources than this server exports in one job/);
      await server.send('get', '/$export?_type=Location').expect(202);
      await jobsDone(server);
    }));

  it('none starts while the files of others fill the space', () =>
    withServer(kind, { UPDATE_CREATE: 'true', EXPORT_BYTES: '1kb', VALIDATION_LEVEL: 'structure' }, async (server) => {
      // Text that does not compress.
      const name = Array.from({ length: 400 }, (_, n) => (n * 7_919 * 7_919).toString(36)).join('');
      await server.write('put', '/Organization/a', { ...organization('a'), name }).expect(201);
      const state = await askForExport(server, '/$export');
      await jobsDone(server);
      const { text } = await server.send('get', '/$export').expect(503);
      expect(text).toMatch(/fill the room/);
      await server.send('delete', state).expect(202);
      await jobsDone(server);
      await server.send('get', '/$export').expect(202);
      await jobsDone(server);
    }));
});

describe.each(sharedDatabases)('two processes on $name', ({ createDatabase }) => {
  it('answer for each other’s jobs', async () => {
    const { urls, caughtUp, drop } = await createDatabase();
    const one = await startTestApp({ DATABASE_URL: urls[0], UPDATE_CREATE: 'true' });
    const other = await startTestApp({ DATABASE_URL: urls[1] });
    try {
      await one.write('put', '/Organization/a', organization('a')).expect(201);
      await caughtUp();
      const manifest = await exported(one, '/Organization/$export');
      await caughtUp();
      const state = `/$export-poll-status?_jobId=${new URL(manifest.output[0]!.url).searchParams.get('_jobId')}`;
      const { body } = await other.send('get', state).expect(200);
      expect((body as typeof manifest).transactionTime).toBe(manifest.transactionTime);
      const { text } = await other.send('get', pathOf(manifest.output[0]!.url)).buffer(true).expect(200);
      expect(text).toContain('"id":"a"');
      await other.send('delete', state).expect(202);
      await caughtUp();
      await one.send('get', state).expect(404);
    } finally {
      await one.close();
      await other.close();
      await drop();
    }
  });
});

@Module({
  providers: [
    { provide: RESOURCE_STORE, useFactory: () => Object.assign(new MemoryResourceStore(), { jobs: undefined }) },
  ],
  exports: [RESOURCE_STORE],
})
class NoJobsModule {}

describe('a store that keeps no jobs', () => {
  it('has no export, and says what to do instead', async () => {
    const server = await startTestApp({}, { persistence: NoJobsModule });
    const { text } = await server.send('get', '/$export').expect(404);
    expect(text).toMatch(/Bulk export.*_count=1000/);
    const { text: metadata } = await server.send('get', '/metadata').expect(200);
    expect(metadata).not.toContain('export');
    await server.close();
  });
});
