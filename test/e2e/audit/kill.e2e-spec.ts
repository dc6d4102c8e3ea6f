import request from 'supertest';
import { recordOf, type AuditRow } from '../../../src/fhir';
import { openAuditLog } from '../../../src/persistence';
import { runCli } from '../../support/run-cli';
import { databases } from '../../support/databases';
import { ServerProcess } from '../../support/server-process';

const WRITERS = 8;
const ENOUGH = 60;

describe.each(databases)('a server that is killed during writes, on $name', ({ createMigrated }) => {
  it('has a record for each version that was acknowledged, and a version for each record', async () => {
    const database = await createMigrated();
    const settings = { DATABASE_URL: database.url, AUTH: 'none', AUDIT: 'on', AUDIT_READERS: 'everybody' };
    let server = await ServerProcess.start(settings);
    try {
      const acknowledged = new Set<string>();
      let isKilled = false;
      const write = async (writer: number): Promise<void> => {
        const client = request(`http://127.0.0.1:${server.port}`);
        let id: string | undefined;
        for (let round = 0; !isKilled; round += 1) {
          const body = { resourceType: 'Organization', ...(id !== undefined && { id }), name: `${writer} ${round}` };
          const sent = id === undefined ? client.post('/fhir/Organization') : client.put(`/fhir/Organization/${id}`);
          const reply = await sent.set('Content-Type', 'application/fhir+json').send(JSON.stringify(body)).catch(() => undefined); // prettier-ignore
          if (!reply) return;
          expect([200, 201]).toContain(reply.status);
          const made = reply.body as { readonly id: string; readonly meta: { readonly versionId: string } };
          id = made.id;
          acknowledged.add(`Organization/${id}/_history/${made.meta.versionId}`);
          if (acknowledged.size >= ENOUGH && !isKilled) {
            isKilled = true;
            await server.kill();
          }
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));

      const recorded = await recordedVersions(database.url);
      expect([...acknowledged].filter((version) => !recorded.has(version))).toEqual([]);
      server = await ServerProcess.start(settings);
      const client = request(`http://127.0.0.1:${server.port}`);
      for (const version of recorded) await client.get(`/fhir/${version}`).expect(200);
      const history = [...new Set([...recorded].map((version) => version.replace(/\/_history.*/, '')))];
      for (const resource of history) {
        const { body } = await client.get(`/fhir/${resource}/_history?_count=1000`).expect(200);
        const { entry } = body as { entry: { resource: { id: string; meta: { versionId: string } } }[] };
        for (const { resource: { id, meta } } of entry) expect(recorded).toContain(`Organization/${id}/_history/${meta.versionId}`); // prettier-ignore
      }
      expect(await server.endAfter('SIGTERM')).toBe(0);
      const { code, out } = await runCli(['audit', 'verify'], { env: { DATABASE_URL: database.url } });
      expect([code, out]).toEqual([0, '']);
    } finally {
      await server.kill();
      await database.drop();
    }
  });
});

async function recordedVersions(url: string): Promise<ReadonlySet<string>> {
  const { log, close } = await openAuditLog({ url });
  const rows: readonly AuditRow[] = await log.find({ clause: { kind: 'all', clauses: [] }, descending: false, count: 100_000 }); // prettier-ignore
  await close();
  const written = rows.map(recordOf).filter(({ after }) => after !== undefined);
  const versions = written.map(({ type, id, after }) => `${type}/${id}/_history/${after}`);
  expect(new Set(versions).size).toBe(versions.length);
  return new Set(versions);
}
