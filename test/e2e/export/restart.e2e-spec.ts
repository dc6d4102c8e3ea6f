import type { FhirResource } from 'fhir/r4';
import { setImmediate as turn } from 'node:timers/promises';
import { JobRunner, type Job } from '../../../src/fhir';
import { databases } from '../../support/databases';
import { jobsDone, linesOf, type Manifest } from '../../support/exports';
import { fill } from '../../support/fill-store';
import { ServerProcess } from '../../support/server-process';
import { startTestApp } from '../../support/test-app';

/** Enough pages to kill a process in the middle of them. */
const COUNT = 12_000;
/** Enough pages for a stop in the middle of them. */
const FEW = 4_000;
const all = Array.from({ length: COUNT }, (_, n) => ({ resourceType: 'Location', id: `n${n}`, name: `Place ${n}` }));

describe.each(databases)('an export whose process is killed, on $name', ({ createMigrated }) => {
  it('is continued by another process, which loses nothing and repeats nothing', async () => {
    const { url, drop } = await createMigrated();
    const server = await startTestApp({ DATABASE_URL: url });
    let child: ServerProcess | undefined;
    try {
      await server.store.transaction(async () => undefined);
      await fill(server.store, all as FhirResource[]);
      const jobs = server.store.jobs!;
      let left: Job;
      do {
        child = await ServerProcess.start({ DATABASE_URL: url });
        const { headers } = await fetch(`http://127.0.0.1:${child.port}/fhir/Location/$export`);
        const id = new URL(headers.get('content-location')!).searchParams.get('_jobId')!;
        while ((await jobs.find(id))?.position === undefined) await turn();
        await child.kill();
        left = (await jobs.find(id))!;
        // On a busy machine it may have come to its end before this process saw its beginning.
      } while (left.state === 'done');

      const { id } = left;
      expect(left).toMatchObject({
        state: 'running',
        progress: expect.stringMatching(/^Location: \d+ resources$/) as string,
      });
      const done = Number(/\d+/.exec(left.progress)![0]);
      expect(done).toBeGreaterThan(0);
      expect(done).toBeLessThan(COUNT);
      // The claim of the killed process has expired.
      const claimed = await jobs.claim('another', Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER);
      expect(claimed).toMatchObject({ id, position: left.position });
      const state = `/$export-poll-status?_jobId=${id}`;
      await server.send('get', state).expect(202);
      await jobs.release({ id, token: 'another' });
      server.app.get(JobRunner, { strict: false }).look();
      await jobsDone(server);

      const manifest = (await server.send('get', state).expect(200)).body as Manifest;
      const ids = (await linesOf(server, manifest.output)).map((line) => line['id'] as string);
      expect(ids).toHaveLength(COUNT);
      expect(new Set(ids).size).toBe(COUNT);
    } finally {
      await child?.kill();
      await server.close();
      await drop();
    }
  });
});

describe.each(databases)('an export whose server is stopped, on $name', ({ createMigrated }) => {
  it('is released at once, and continued where it was', async () => {
    const { url, drop } = await createMigrated();
    const first = await startTestApp({ DATABASE_URL: url });
    await fill(first.store, all.slice(0, FEW) as FhirResource[]);
    const { headers } = await first.send('get', '/Location/$export').expect(202);
    await first.close();
    const second = await startTestApp({ DATABASE_URL: url });
    await jobsDone(second);
    const { search, pathname } = new URL(String(headers['content-location']));
    const { body } = await second.send('get', pathname.replace('/fhir', '') + search).expect(200);
    const ids = (await linesOf(second, (body as Manifest).output)).map((line) => line['id'] as string);
    expect(new Set(ids).size).toBe(FEW);
    expect(ids).toHaveLength(FEW);
    await second.close();
    await drop();
  });
});
