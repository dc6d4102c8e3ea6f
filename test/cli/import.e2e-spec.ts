import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationOutcome } from 'fhir/r4';
import { sampleDirectory } from '../../src/ror';
import { databases, type TestDatabase } from '../support/databases';
import { runCli } from '../support/run-cli';
import { startTestApp } from '../support/test-app';

const sample = sampleDirectory();
const lines = (resources: readonly object[]) => resources.map((each) => `${JSON.stringify(each)}\n`).join('');
const org = (id: string, more: object = {}) => ({ resourceType: 'Organization', id, name: id, ...more });

describe.each(databases)('ror-fhir import, on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await createMigrated();
    folder = mkdtempSync(join(tmpdir(), 'cli-import-'));
  });
  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const path = (name: string) => join(folder, name);
  const file = (name: string, content: string): string => {
    writeFileSync(path(name), content);
    return path(name);
  };
  const own = () => ['--report', path('report.ndjson'), '--state', path('state.json'), '--database', database.url];
  const report = () =>
    readFileSync(path('report.ndjson'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { line: number; resource: string; outcome: OperationOutcome }); // prettier-ignore
  const stored = async (): Promise<Record<string, string>> => {
    const { app, store } = await startTestApp({ DATABASE_URL: database.url });
    try {
      const versions: Record<string, string> = {};
      for (const type of ['Organization', 'HealthcareService', 'Location', 'Practitioner', 'PractitionerRole']) {
        const page = await store.search({ type, clauses: [], count: 1_000, bytes: 1e9 });
        for (const { id, versionId } of page.versions) versions[`${type}/${id}`] = versionId;
      }
      return versions;
    } finally {
      await app.close();
    }
  };

  it('writes the resources of its files in any order, and nothing on a second run', async () => {
    // Every reference points to a resource that comes later.
    const path = file('sample.ndjson', lines(sample.toReversed()));
    const first = await runCli(['import', path, '--batch', '10', ...own()], { env: { REFERENTIAL_INTEGRITY: 'on' } });
    expect(first.err).toContain(
      `Resources: ${sample.length}; created: ${sample.length}, updated: 0, unchanged: 0, refused: 0`,
    );
    expect(first.code).toBe(0);
    const again = await runCli(['import', path, ...own()]);
    expect(again.err).toContain(`created: 0, updated: 0, unchanged: ${sample.length}, refused: 0`);
    const all = sample.map(({ resourceType, id }) => [`${resourceType}/${id}`, '1']);
    expect(await stored()).toEqual(Object.fromEntries(all));
    expect(existsSync(join(folder, 'report.ndjson')) || existsSync(join(folder, 'state.json'))).toBe(false);
  });

  it('reports what is refused with its line, and writes the others', async () => {
    const content = [org('a'), { resourceType: 'Organization', name: 'without id' }, org('b', { nme: 1 }), org('c'), org('bad id!'), { resourceType: 'Patient', id: 'p' }, org('d', { partOf: { reference: 'Organization/none' } })]; // prettier-ignore
    const path = file('mixed.ndjson', `${lines(content)}{"resourceType": "Orga\n`);
    const { code, err } = await runCli(['import', path, ...own()]);
    expect(code).toBe(1);
    expect(err).toContain('Resources: 8; created: 3, updated: 0, unchanged: 0, refused: 5');
    expect(err).toContain('References to resources that do not exist: 1.');
    expect(report().map(({ line, resource }) => [line, resource])).toEqual([
      [2, 'Organization/?'],
      [3, 'Organization/b'],
      [5, 'Organization/bad id!'],
      [6, 'Patient/p'],
      [8, '?/?'],
      [7, 'Organization/d'],
    ]);
    expect(report().at(1)!.outcome.issue[0]).toMatchObject({ severity: 'error', expression: ['Organization.nme'] });
    expect(Object.keys(await stored())).toEqual(['Organization/a', 'Organization/c', 'Organization/d']);
  });

  it('lets the last of several resources with the same id win', async () => {
    const path = file('twice.ndjson', lines([org('a'), org('b'), org('a', { name: 'second' }), org('a', { name: 'third' })])); // prettier-ignore
    const { err } = await runCli(['import', path, ...own()]);
    expect(err).toContain('Resources: 4; created: 2, updated: 2, unchanged: 0, refused: 0');
    expect(await stored()).toEqual({ 'Organization/a': '3', 'Organization/b': '1' });
  });

  it('reads standard input', async () => {
    const { code } = await runCli(['import', '-', ...own()], { stdin: lines([org('a')]) });
    expect(code).toBe(0);
    expect(await stored()).toEqual({ 'Organization/a': '1' });
  });

  it.each([
    ['a resource that does not exist', 'Organization/none'],
    ['an entry of a Bundle', 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a'],
  ])('fails on a reference to %s where references are checked, and names it', async (_, reference) => {
    const path = file('nowhere.ndjson', lines([org('d', { partOf: { reference } })]));
    const { code } = await runCli(['import', path, ...own()], { env: { REFERENTIAL_INTEGRITY: 'write' } });
    expect(code).toBe(1);
    expect(report()[0]!.outcome.issue[0]!.details!.text).toMatch(new RegExp(`^\`${reference}\` refers to`));
  });

  it('stops on request, and resumes from there', async () => {
    const all = Array.from({ length: 60 }, (_, n) => org(`o${n}`));
    const path = file('many.ndjson', lines(all));
    const stop = new AbortController();
    stop.abort();
    const stopped = await runCli(['import', path, '--batch', '7', ...own()], { interrupted: stop.signal });
    expect(stopped.code).toBe(130);
    const { code, err } = await runCli(['import', path, '--batch', '7', ...own()]);
    expect(code).toBe(0);
    expect(err).toContain('Resources: 60; created: 60');
  });

  it('loses nothing and repeats nothing when it is killed', async () => {
    const all = Array.from({ length: 600 }, (_, n) => (n % 100 === 50 ? org(`o${n}`, { nme: 1 }) : org(`o${n}`)));
    const path = file('many.ndjson', lines(all));
    const program = [join(__dirname, '../support/run-typescript.mjs'), 'src/cli/bin.ts'];
    for (;;) {
      const noted = appeared(folder, 'state.json');
      const child = spawn(process.execPath, [...program, 'import', path, '--batch', '20', ...own()], {
        cwd: join(__dirname, '../..'),
        env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent' },
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      await Promise.race([noted, ended]);
      child.kill('SIGKILL');
      await ended;
      if (existsSync(join(folder, 'state.json'))) break;
      // On a busy machine it may have come to its end before this process saw its beginning.
      await database.drop();
      database = await createMigrated();
    }
    const { code, err } = await runCli(['import', path, '--batch', '20', ...own()]);
    expect(code).toBe(1);
    expect(err).toMatch(/^Resuming; /);
    expect(err).toMatch(/Resources: 600; .*refused: 6/u);
    expect(report().map(({ line }) => line)).toEqual([51, 151, 251, 351, 451, 551]);
    const { app, store } = await startTestApp({ DATABASE_URL: database.url });
    const found = await store.search({ type: 'Organization', clauses: [], count: 1_000, bytes: 1e9 });
    await app.close();
    expect(found.versions.every(({ versionId }) => versionId === '1')).toBe(true);
    expect(found).toMatchObject({ total: 594 });
  });

  it('starts from the beginning when the saved state does not match the database', async () => {
    const path = file('few.ndjson', lines([org('a'), org('b')]));
    writeFileSync(join(folder, 'state.json'), '{"form":1}');
    expect((await runCli(['import', path, ...own()])).err).toContain('Resources: 2; created: 2');
  });
});

/** Resolves when a file of this name appears. */
function appeared(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_, changed) => {
      if (changed !== name) return;
      watcher.close();
      resolve();
    });
  });
}
