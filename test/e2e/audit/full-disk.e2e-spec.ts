import { DataSource } from 'typeorm';
import { AuditTrail, ChainHasher, verifyChain, type AuditRecord } from '../../../src/fhir';
import { Sealer } from '../../../src/fhir/audit/sealer';
import { auditRows, logOf } from '../../support/audit';
import { startTestApp, type SettingsText, type TestApp } from '../../support/test-app';

const QUEUE = '64kb';
const PATH = '/Organization/789';
/** The record of this search is at least as long as its URL. */
const LONG = `/Organization?_id=${Array<string>(60).fill('x'.repeat(60)).join()}`;

describe('an audited server whose disk is full', () => {
  let server: TestApp;
  afterEach(() => server.close());

  const start = async (settings: SettingsText): Promise<void> => {
    server = await startTestApp({
      DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true', AUDIT: 'on', AUDIT_QUEUE: QUEUE, ...settings,
    }); // prettier-ignore
    await server.send('get', PATH).set('X-Request-Id', 'before').expect(200);
    await auditRows(server);
  };
  /** Limits the database to the pages it has, so that any new page is refused. */
  const fill = async (): Promise<void> => {
    const sql = server.app.get(DataSource);
    const [{ page_count: pages }] = await sql.query<[{ page_count: number }]>('PRAGMA page_count');
    await sql.query(`PRAGMA max_page_count = ${pages}`);
    // Uses up the free space in the existing pages.
    for (let tries = 0; tries < 500; tries += 1)
      if ((await rename(`filled ${tries} ${'x'.repeat(3_000)}`)).status === 503) return;
    throw new Error('it does not get full');
  };
  const makeRoom = () => server.app.get(DataSource).query('PRAGMA max_page_count = 1000000');
  const rename = (value: string) =>
    server.send('patch', '/Organization/2001')
      .set({ 'Content-Type': 'application/json-patch+json', 'X-Request-Id': 'a-write' })
      .send(JSON.stringify([{ op: 'replace', path: '/name', value }])); // prettier-ignore
  const queue = () => server.app.get(AuditTrail, { strict: false }).queue;
  const settled = () => queue().flush();
  const records = async (): Promise<AuditRecord[]> =>
    (await auditRows(server)).map(({ body }) => JSON.parse(body) as AuditRecord);
  const assertWhole = async (): Promise<void> => {
    const log = logOf(server);
    await new Sealer(log, new ChainHasher(), () => new Date(), { keptMs: 0 }).sealAll();
    for await (const { faults } of verifyChain(log, new ChainHasher(), [])) expect(faults).toEqual([]);
  };
  /** Reads until a read is refused. @returns how many were answered */
  const readUntilRefused = async (): Promise<number> => {
    for (let answered = 0; answered < 100; answered += 1) {
      const { status } = await server.send('get', LONG).set('X-Request-Id', `while-full-${answered}`);
      await settled();
      if (status === 503) return answered;
      expect(status).toBe(200);
    }
    return 100;
  };

  it('refuses writes, answers reads until too many records wait, and has lost none once there is room again', async () => {
    await start({});
    await fill();
    const { versionId } = ((await server.send('get', '/Organization/2001').expect(200)).body as { meta: { versionId: string } }).meta;
    const refused = await rename('no room').expect(503);
    expect(refused.text).toContain('The disk of the database is full');
    const answered = await readUntilRefused();
    expect(answered).toBeGreaterThan(5);
    expect(answered).toBeLessThan(100);
    const held = await server.send('get', PATH).expect(503);
    expect(held.text).toContain('cannot write its audit log');
    await server.send('get', '/metadata').expect(200);
    expect(queue().length).toBeGreaterThan(answered);

    await makeRoom();
    // A flush that finds another one under way waits for that, which may have failed for lack of room.
    while (queue().length > 0) await settled();
    await server.send('get', '/Organization/2001').expect(200).expect('ETag', `W/"${versionId}"`);
    const kept = await records();
    for (let at = 0; at < answered; at += 1)
      expect(kept.filter(({ requestId }) => requestId === `while-full-${at}`)).toHaveLength(1);
    expect(kept.filter(({ requestId, status }) => requestId === 'a-write' && status === 503).length).toBeGreaterThan(0);
    expect(queue().lost).toBe(0);
    await rename('room again').expect(200);
    await assertWhole();
  }); // prettier-ignore

  it('refuses every read that cannot be recorded before it is answered: AUDIT_READS=sync', async () => {
    await start({ AUDIT_READS: 'sync' });
    await fill();
    const refused = await server.send('get', LONG).expect(503);
    expect(refused.text).toContain('The disk of the database is full');
    await makeRoom();
    await server.send('get', LONG).expect(200);
    await assertWhole();
  });

  it('continues, and counts the records it lost: AUDIT_FULL=drop', async () => {
    await start({ AUDIT_FULL: 'drop' });
    await fill();
    expect(await readUntilRefused()).toBe(100);
    expect(queue().lost).toBeGreaterThan(0);
    await rename('no room').expect(503);
    await makeRoom();
    await settled();
    await assertWhole();
  });
});
