import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sampleDirectory } from '../../src/ror';
import { runCli } from '../support/run-cli';

const sample = sampleDirectory();
const ndjson = sample.map((resource) => `${JSON.stringify(resource)}\n`).join('');
const bundle = { resourceType: 'Bundle', type: 'collection', entry: sample.map((resource) => ({ resource })) };
const wrong = { resourceType: 'Organization', id: 'w', name: 7 };
const unconforming = { resourceType: 'Organization', id: 'u', name: 'CHU' };

describe('ror-fhir validate', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'cli-validate-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  };

  it('finds nothing wrong with the sample in any form', async () => {
    const forms = {
      'lines.ndjson': ndjson,
      'zipped.ndjson.gz': gzipSync(ndjson),
      'bundle.json': JSON.stringify(bundle, null, 2),
      'one-line.json': JSON.stringify(bundle),
      'type-comes-last.json': JSON.stringify({ entry: bundle.entry, type: 'collection', resourceType: 'Bundle' }),
      'bundle-in-a-line.jsonl': JSON.stringify(bundle),
      'one-after-the-other.json': sample.map((each) => JSON.stringify(each, null, 1)).join('\n'),
    };
    for (const [name, content] of Object.entries(forms)) file(join('forms', name), content);
    const { code, out, err } = await runCli(['validate', join(folder, 'forms')]);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain(`Resources: ${sample.length * Object.keys(forms).length}, errors: 0`);
  });

  it.each([
    ['NDJSON', ndjson],
    ['a document', JSON.stringify(bundle, null, 2)],
    ['NDJSON as gzip', gzipSync(ndjson)],
    ['a document as gzip', gzipSync(JSON.stringify(bundle, null, 2))],
    ['gzip in two members', Buffer.concat([gzipSync(ndjson.slice(0, 999)), gzipSync(ndjson.slice(999))])],
  ])('recognises %s on standard input', async (_, stdin) => {
    const { code, err } = await runCli(['validate', '-'], { stdin });
    expect(err).toContain(`Resources: ${sample.length}, errors: 0`);
    expect(code).toBe(0);
  });

  it.each([
    ['that is gzip without saying so', 'plain.ndjson', gzipSync(ndjson), sample.length],
    ['of one byte', 'one.ndjson', '{', 1],
    ['of none', 'none.ndjson', '', 0],
  ])('reads a file %s', async (_, name, content, resources) => {
    const { err } = await runCli(['validate', file(name, content)]);
    expect(err).toContain(`Resources: ${resources}, `);
  });

  it.each([
    ['before its path', (path: string) => ['--profile', 'http://example.org/a', path]],
    ['after its path', (path: string) => [path, '--profile', 'http://example.org/a']],
    ['twice', (path: string) => ['--profile', 'http://example.org/b', '--profile', 'http://example.org/a', path]],
    ['twice in one word', (path: string) => ['--profile=http://example.org/b,http://example.org/a', path]],
  ])('takes one word for --profile, given %s', async (_, words) => {
    const { code, out, err } = await runCli(['validate', ...words(file('one.json', JSON.stringify(sample[0])))]);
    expect(out).toContain('http://example.org/a');
    expect([code, err]).toEqual([1, expect.stringContaining('Resources: 1, ')]);
  });

  it('reports the place of each fault, continues, and exits with code 1', async () => {
    const lines = [
      JSON.stringify(sample[0]),
      '',
      '{"resourceType":',
      JSON.stringify(wrong),
      JSON.stringify(unconforming),
    ];
    const path = file('wrong.ndjson', lines.join('\n'));
    const { code, out, err } = await runCli(['validate', path]);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^${path}:3: error: \\$this\\.resourceType: Expected`, 'm'));
    expect(out).toMatch(new RegExp(`^${path}:4: error: Organization/w Organization\\.name: `, 'm'));
    expect(out).toMatch(new RegExp(`^${path}:5: error: Organization/u .*ror-meta-creation-date`, 'm'));
    expect(err).toMatch(/^Resources: 4, errors: \d+/m);
  });

  it('names nothing where there is no resource to name', async () => {
    const path = file('nonsense.ndjson', 'nonsense');
    const { out } = await runCli(['validate', path]);
    expect(out).toMatch(new RegExp(`^${path}:1: error: Expected a value`));
  });

  it('reports the line on which an entry of a Bundle begins', async () => {
    const text = `{\n"resourceType": "Bundle",\n"entry": [\n${sample.slice(0, 2).map((resource) => JSON.stringify({ resource })).join(',\n')},\n${JSON.stringify({ resource: wrong })},\n{"fullUrl": "urn:x"}\n], "type": "batch"}`; // prettier-ignore
    const { out } = await runCli(['validate', file('placed.json', text), '--format', 'ndjson']);
    const found = out.trim().split('\n').map((line) => JSON.parse(line) as { line: number; resource: string }); // prettier-ignore
    expect(found.map(({ line, resource }) => [line, resource])).toEqual([
      [6, 'Organization/w'],
      [7, '?/?'],
    ]);
  });

  it('writes one JSON document on demand', async () => {
    const { out } = await runCli(['validate', file('doc.json', JSON.stringify(wrong)), '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      findings: [{ line: 1, resource: 'Organization/w', outcome: { resourceType: 'OperationOutcome' } }],
      resources: 1,
    });
  });

  it('speaks French', async () => {
    const { out, err } = await runCli(['validate', file('fr.ndjson', JSON.stringify(wrong)), '--lang', 'fr']);
    expect(err).toContain('Ressources : 1, erreurs : 1');
    expect(out).toContain('doit être');
  });

  it('reports a folder without anything to read, and a truncated file', async () => {
    mkdirSync(join(folder, 'empty'));
    expect((await runCli(['validate', join(folder, 'empty')])).code).toBe(3);
    const cut = file('cut.ndjson.gz', gzipSync(ndjson).subarray(0, 5_000));
    const { code, out } = await runCli(['validate', cut]);
    expect(out).toMatch(/cannot be read to the end/);
    expect(code).toBe(1);
  });

  it('reads a folder with all below it', async () => {
    file('tree/a/one.json', JSON.stringify(sample[0]));
    file('tree/b/two.xml', '<Organization xmlns="http://hl7.org/fhir"><nam value="x"/></Organization>');
    file('tree/readme.txt', 'not this');
    const { out, err } = await runCli(['validate', join(folder, 'tree')]);
    expect(err).toMatch(/^Resources: 2, /m);
    expect(out).toMatch(/two\.xml:1: error/);
  });
});
