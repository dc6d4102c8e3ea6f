import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runCli } from '../support/run-cli';

describe('ror-fhir generate', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'cli-generate-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('generates resources that conform to the profiles and rules', async () => {
    const path = join(folder, 'directory.ndjson.gz');
    const made = await runCli(['generate', '--count', '3000', '--seed', 'conforming', '--output', path]);
    expect([made.code, made.out]).toEqual([0, '']);
    const { code, out, err } = await runCli(['validate', path, '--fail-on', 'warning']);
    expect(out).toBe('');
    expect(err).toMatch(/Resources: 3000, errors: 0, warnings: 0/);
    expect(code).toBe(0);
  });

  it('gives the same bytes for the same seed, on standard output as in a file', async () => {
    const path = join(folder, 'again.ndjson.gz');
    await runCli(['generate', '--count', '500', '--output', path]);
    const { out } = await runCli(['generate', '--count', '500']);
    expect(gunzipSync(readFileSync(path)).toString()).toBe(out);
    expect(out.trimEnd().split('\n')).toHaveLength(500);
  });

  it('writes to a pipe or a device itself, and to the target of a link', async () => {
    const [target, link, pipe] = ['target', 'link', 'pipe'].map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(target, 'before');
    symlinkSync(target, link);
    expect((await runCli(['generate', '--count', '2', '--output', link])).code).toBe(0);
    expect([lstatSync(link).isSymbolicLink(), readFileSync(target, 'utf8').split('\n')]).toEqual([true, [expect.any(String), expect.any(String), '']]);
    execFileSync('mkfifo', [pipe]);
    const [made, read] = await Promise.all([runCli(['generate', '--count', '2', '--output', pipe]), readFile(pipe, 'utf8')]);
    expect([made.code, read]).toEqual([0, readFileSync(target, 'utf8')]);
    expect([lstatSync(pipe).isFIFO(), readdirSync(folder).filter((name) => name.endsWith('.part'))]).toEqual([true, []]);
  }); // prettier-ignore

  it('refuses an invalid count', async () => {
    const { code, err } = await runCli(['generate', '--count', '-5']);
    expect([code, err]).toEqual([2, '--count must be a whole number of at least 1, not -5\n']);
  });
});
