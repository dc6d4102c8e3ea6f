import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FhirResource } from 'fhir/r4';
import { generateDirectory } from '../../src/ror';
import { databases, type TestDatabase } from '../support/databases';
import { runCli } from '../support/run-cli';
import { startTestApp } from '../support/test-app';

const resources = [...generateDirectory({ seed: 'export', count: 400 })];
const nameOf = ({ resourceType, id }: FhirResource) => `${resourceType}/${id}`;
const read = (text: string) => text.trim().split('\n').map((line) => JSON.parse(line) as FhirResource); // prettier-ignore

describe.each(databases)('ror-fhir export, on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await createMigrated();
    folder = mkdtempSync(join(tmpdir(), 'cli-export-'));
    const path = join(folder, 'in.ndjson');
    writeFileSync(path, resources.map((each) => `${JSON.stringify(each)}\n`).join(''));
    await runCli(['import', path, '--state', join(folder, 's'), '--report', join(folder, 'r'), ...on()]);
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const on = () => ['--database', database.url];

  it('writes every resource once, as it is stored', async () => {
    const { code, out, err } = await runCli(['export', ...on()]);
    expect([code, err]).toEqual([0, 'Resources exported: 400.\n']);
    const exported = read(out);
    expect(exported.map(nameOf).sort()).toEqual(resources.map(nameOf).sort());
    const { app, store } = await startTestApp({ DATABASE_URL: database.url });
    const [{ resourceType, id }] = exported as [FhirResource];
    const version = await store.read(resourceType, id!);
    await app.close();
    expect(out.slice(0, out.indexOf('\n'))).toBe(version!.json);
  });

  it('writes what searches find, and some elements of it', async () => {
    const places = resources.filter((each) => each.resourceType === 'Location');
    const [one, other] = [places[0]!.id!, places[1]!.id!];
    const filters = [`Location?_id=${one},${other}`, `Location?_id=${one}`].flatMap((each) => ['--filter', each]);
    const { code, out, err } = await runCli(['export', '--type', 'Location', ...filters, '--elements', 'Location.status', ...on()]);
    expect([code, err]).toEqual([0, 'Resources exported: 2.\n']);
    expect(read(out).map(({ id }) => id).sort()).toEqual([one, other].sort());
    for (const each of read(out)) {
      expect(Object.keys(each).filter((name) => !['resourceType', 'id', 'meta', 'status'].includes(name))).toEqual([]);
      expect(each.meta!.tag).toContainEqual(expect.objectContaining({ code: 'SUBSETTED' }));
    }
  }); // prettier-ignore

  it.each([
    [['--filter', 'Location?nonsense=1'], 'nonsense is not a search parameter of Location here. Location can be'],
    [['--filter', 'Task?_id=1'], 'Task is not served here'],
    [['--type', 'Location', '--filter', 'Organization?_id=1'], 'Organization is not exported, but _typeFilter has a search for it'],
    [['--elements', '1'], '1 is not the name of an element'],
  ])('refuses %j', async (given, text) => {
    const { code, err } = await runCli(['export', ...given, ...on()]);
    expect([code, err]).toEqual([2, expect.stringContaining(text)]);
  }); // prettier-ignore

  it('writes a file for each type into a folder, zipped on demand, which import reads', async () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    const { code } = await runCli(['export', '--output', out, '--gzip', '--type', 'Location,Organization', ...on()]);
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['Location.ndjson.gz', 'Organization.ndjson.gz']);
    const locations = read(gunzipSync(readFileSync(join(out, 'Location.ndjson.gz'))).toString());
    expect(locations).toHaveLength(resources.filter((each) => each.resourceType === 'Location').length);
    const again = await runCli(['import', out, '--state', join(folder, 's'), '--report', join(folder, 'r'), ...on()]);
    expect(again.err).toMatch(/created: 0, updated: 0, unchanged: \d+, refused: 0/);
  });

  it('writes what came since an instant', async () => {
    const { app, store } = await startTestApp({ DATABASE_URL: database.url });
    const page = await store.search({ type: 'Location', clauses: [], count: 1_000, bytes: 1e9 });
    await app.close();
    const last = page.versions.map(({ lastUpdated }) => lastUpdated.getTime()).sort((a, b) => a - b).at(-1)!; // prettier-ignore
    const since = (at: number) =>
      runCli(['export', '--type', 'Location', '--since', new Date(at).toISOString(), ...on()]);
    const expected = page.versions.filter(({ lastUpdated }) => lastUpdated.getTime() >= last);
    expect(read((await since(last)).out).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect((await since(last + 1)).out).toBe('');
  });

  it.each([
    ['--type', 'Patient', /This server has no type Patient/],
    ['--since', 'yesterday', /--since must be a date/],
  ])('refuses %s %s', async (option, value, words) => {
    const { code, err } = await runCli(['export', option, value, ...on()]);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});
