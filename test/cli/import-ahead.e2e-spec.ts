import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { ReadyPool, type ReadyAnswer, type ReadyThread } from '../../src/cli/import/ahead/ready-pool';
import { PROGRAM, startThread } from '../../src/cli/import/ahead/ready-thread';
import { BatchWriter, type Written } from '../../src/cli/import/batch-writer';
import { ImportPlans } from '../../src/cli/import/import-plans';
import { ImportReferences } from '../../src/cli/import/import-references';
import { Importer } from '../../src/cli/import/importer';
import { LinesFile } from '../../src/cli/import/lines-file';
import type { Checkpoint } from '../../src/cli/import/state';
import { findFiles } from '../../src/cli/input/find-files';
import { openServer } from '../../src/cli/open-server';
import { readSettings } from '../../src/config/settings';
import { IndexUpkeep, ServiceRegistry, StoreRegistry, WritePipeline } from '../../src/fhir';
import { sampleDirectory } from '../../src/ror';
import { COMMUNICATION_CHANNEL } from '../../src/ror/shared/code-systems';
import { TELECOM_COMMUNICATION_CHANNEL } from '../../src/ror/shared/extensions';
import { databases, type TestDatabase } from '../support/databases';

const sample = sampleDirectory();
const org = (id: string, more: object = {}) => ({ resourceType: 'Organization', id, name: id, ...more });
const bundle = (...resources: object[]) => ({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }); // prettier-ignore

/** Has no system; its channel implies one. */
const telecom = {
  value: '0102030405',
  extension: [{ url: TELECOM_COMMUNICATION_CHANNEL, valueCodeableConcept: { coding: [{ system: COMMUNICATION_CHANNEL, code: '1' }] } }],
}; // prettier-ignore

/** One line each: valid resources, and every way a line can be wrong. */
const LINES: readonly (object | string)[] = [
  ...sample,
  org('decimal', { extension: [{ url: 'urn:x', valueDecimal: 1 }] }),
  org('mended', { alias: 'one' }),
  org('completed', { telecom: [telecom] }),
  org('accents', { name: 'Hôpital “Œuvre” 𝒳' }),
  { ...org('stamped'), meta: { versionId: '7', lastUpdated: '2020-01-01T00:00:00Z', tag: [{ system: 'urn:t', code: 'a' }] } },
  org('refers', { partOf: { reference: 'Organization/nowhere' } }),
  org('wrong', { nme: 1 }),
  { resourceType: 'Organization', name: 'without id' },
  org('bad id!'),
  { resourceType: 'Patient', id: 'p' },
  '{"resourceType": "Orga',
  '{"resourceType":"Organization","id":"digits","name":"d","extension":[{"url":"urn:x","valueDecimal":1.50}]}',
  bundle(org('in-bundle'), org('wrong-in-bundle', { nme: 1 }), org('in-bundle-too')),
  bundle(org('twice', { name: 'first' })),
  org('twice', { name: 'second' }),
]; // prettier-ignore
const TEXT = LINES.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('\n');

/** Resolves once the thread reports that it has begun; until then the main thread would do its work. */
function begun(thread: ReadyThread): Promise<ReadyThread> {
  return new Promise((resolve) => {
    thread.on('message', (answer: ReadyAnswer) => {
      if (answer === 'begun') resolve(thread);
    });
  });
}

/** Keeps nothing of a line once it has been answered, so that all tests share it: a thread loads the program anew. */
let thread: ReadyThread;
const written = { ...PROGRAM };
beforeAll(async () => {
  Object.assign(PROGRAM, { path: join(__dirname, '../support/run-typescript.mjs'), argv: ['src/cli/import/ahead/thread.ts'] }); // prettier-ignore
  thread = await begun(startThread({ env: {}, handling: 'lenient' }));
});
afterAll(async () => {
  Object.assign(PROGRAM, written);
  await thread.terminate();
});

describe.each(databases)('an import with threads, on $name', ({ createMigrated }) => {
  let folder: string;
  let file: string;
  let taken: TestDatabase[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-ahead-'));
    file = join(folder, 'mixed.ndjson.gz');
    writeFileSync(file, gzipSync(TEXT));
    taken = [];
  });
  afterEach(async () => {
    for (const each of taken) await each.drop();
    rmSync(folder, { recursive: true });
  });

  const poolOf = (worker: ReadyThread) => {
    const started = {
      postMessage: worker.postMessage.bind(worker),
      on: (event: 'message' | 'error' | 'exit', listener: (said: never) => void) => {
        worker.on(event as 'message', listener as never);
        if (event === 'message') listener('begun' as never);
      },
      terminate: async () => undefined,
    };
    const pool = new ReadyPool(1, () => started, Infinity);
    void pool.send([]);
    return pool;
  };

  const imported = async (pool: ReadyPool | undefined, database?: TestDatabase, from?: Checkpoint) => {
    const into = database ?? (await createMigrated());
    if (!database) taken.push(into);
    const settings = readSettings({ DATABASE_URL: into.url, LOG_LEVEL: 'silent' });
    const server = await openServer(settings, { bulk: true });
    const stores = server.get(StoreRegistry);
    const open = await LinesFile.open(join(folder, 'references'), 0);
    const references = new ImportReferences(stores, settings.BASE_URL, open);
    const all: Written[] = [];
    const reached: (readonly [pieces: number, read: number])[] = [];
    const steps = {
      writer: new BatchWriter(server.get(WritePipeline), new ImportPlans(server.get(ServiceRegistry), 'lenient'), stores), // prettier-ignore
      keep: async (some: readonly Written[]) => {
        all.push(...some);
        await references.note(some.flatMap(({ found, outcome }) => (outcome.fault ? [] : [found])));
        return { report: 0, references: 0 };
      },
      reached: async ({ pieces, counts }: Checkpoint) => void reached.push([pieces, counts.read]),
    };
    const stdin = Readable.from([]);
    const importer = new Importer(await findFiles([file]), steps, { from, batch: 20, atOnce: 1, stdin, pool });
    const { counts } = await importer.run(new AbortController().signal);
    const nowhere = [];
    for await (const { place, resource, issue } of references.leadingNowhere()) nowhere.push([place, resource, issue.expression]); // prettier-ignore
    const bodies: Record<string, string> = {};
    for (const type of stores.served.keys()) {
      const { versions } = await stores.of(type).search({ type, clauses: [], count: 1_000, bytes: 1e9 });
      for (const { id, json } of versions) bodies[`${type}/${id}`] = json!.replace(/"lastUpdated":"[^"]+"/, '');
    }
    const wrong = [];
    for (const kept of server.get(IndexUpkeep).kept())
      for await (const { faults } of server.get(IndexUpkeep).verify(kept, false)) wrong.push(...faults);
    await open.close();
    await server.close();
    const faults = all.flatMap(({ found, outcome }) =>
      outcome.fault
        ? [[found.place, found.resource?.['id'], outcome.fault.issues.map(({ text }) => String(text))]]
        : [],
    );
    const ready = all.filter(({ found }) => found.ready).length;
    return { ready, told: { counts, reached, faults, nowhere, bodies, wrong } };
  };

  it('writes and reports the same as an import without threads, and its threads do the work', async () => {
    const alone = await imported(undefined);
    const beside = await imported(poolOf(thread));
    expect(beside.told).toEqual(alone.told);
    expect(beside.told.faults).toHaveLength(6);
    expect(beside.told.reached.at(-1)).toEqual([LINES.length, beside.told.counts.read]);
    expect(beside.told.bodies['Organization/completed']).toContain('"system":"phone"');
    expect(beside.told.nowhere).toHaveLength(1);
    expect(beside.told.wrong).toEqual([]);
    expect(beside.told.bodies['Organization/digits']).toContain('"valueDecimal":1.50');
    expect([alone.ready, beside.ready]).toEqual([0, beside.told.counts.read - 6]);
  });

  it('changes nothing on a second run, and can resume after any line', async () => {
    const first = await imported(poolOf(thread));
    const [database] = taken;
    const { counts } = first.told;
    const again = await imported(poolOf(thread), database);
    // The later of two lines for the same resource wins, on every run.
    expect(again.told.counts).toEqual({ ...counts, created: 0, unchanged: counts.created - 1, updated: 2 });
    const from = { file: 0, pieces: LINES.length - 2, counts: { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0 }, report: 0, references: 0 }; // prettier-ignore
    expect((await imported(poolOf(thread), database, from)).told.counts).toMatchObject({ read: 2, updated: 2 });
  });

  it('loses nothing when a thread dies in the middle', async () => {
    const mortal = startThread({ env: {}, handling: 'lenient' });
    // The pool is told that it has begun; what it has loaded until it dies makes no difference.
    const pool = poolOf(mortal);
    const ended = new Promise<void>((resolve) => mortal.on('exit', resolve));
    await mortal.terminate();
    await ended;
    const { told, ready } = await imported(pool);
    expect([told.counts.refused, told.counts.read, ready]).toEqual([6, sample.length + 17, 0]);
  });
});
