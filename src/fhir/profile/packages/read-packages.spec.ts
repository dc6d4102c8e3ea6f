/** @counted-work */
import { growth } from '../../../../test/support/counted-work';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarFile, tgz } from '../../../../test/support/tarball';
import type { JsonValue } from '../../json/json-value';
import { ProfileRegistry } from '../profile-registry';
import { validateProfiles } from '../validate-profiles';
import { readPackages } from './read-packages';
import type { TarLimits } from './read-tar';

function damaged(file: Buffer): Buffer {
  file[9] = 'z'.charCodeAt(0);
  return file;
}

const valueSet = (url: string): string => JSON.stringify({ resourceType: 'ValueSet', url });

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'packages-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function load(
  files: Record<string, Buffer | string>,
): Promise<{ registry: ProfileRegistry; problems: JsonValue }> {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const registry = new ProfileRegistry();
  return { registry, problems: (await registry.loadPackages(folder)) as unknown as JsonValue };
}

describe('loadPackages', () => {
  it('reads definitions of package/*.json and nothing else', async () => {
    const { registry, problems } = await load({
      'a.tgz': tgz(
        tarFile('package/', '', '5'),
        tarFile('package/package.json', '{"name":"a","resourceType":"ValueSet"}'),
        tarFile('package/.index.json', '{"resourceType":"ValueSet"'),
        tarFile('package/ValueSet-a.json', valueSet('urn:a')),
        tarFile('package/example/ValueSet-b.json', valueSet('urn:b')),
        tarFile('package/readme.md', 'ValueSet'),
        tarFile('package/Patient-c.json', '{"resourceType":"Patient", broken'),
        tarFile('package/link.json', '', '2'),
        tarFile('package/ValueSet-d.json', `\uFEFF${valueSet('urn:d')}`),
      ),
      'notes.txt': 'x',
    });
    expect(problems).toEqual([]);
    expect(['urn:a', 'urn:b', 'urn:d'].map((url) => registry.valueSet(url) !== undefined)).toEqual([true, false, true]);
  });

  it('reads long names, as ustar, pax and GNU write them', async () => {
    const long = `package/${'x'.repeat(120)}.json`;
    const pax = ` path=${long}\n`;
    const { registry, problems } = await load({
      'a.tgz': tgz(
        tarFile('ValueSet-a.json', valueSet('urn:a'), '0', 'package'),
        tarFile('PaxHeader', `${pax.length + 3}${pax}`, 'x'),
        tarFile('cut', valueSet('urn:b')),
        tarFile('././@LongLink', `${long}\0`, 'L'),
        tarFile('cut', valueSet('urn:c')),
        // Has its own name again: an example, which is not read.
        tarFile('package/example/ValueSet-d.json', valueSet('urn:d')),
      ),
    });
    expect(problems).toEqual([]);
    for (const url of ['urn:a', 'urn:b', 'urn:c']) expect(registry.valueSet(url)).toBeDefined();
    expect(registry.valueSet('urn:d')).toBeUndefined();
  });

  it('reads loose files, and Bundles of definitions', async () => {
    const { registry, problems } = await load({
      'a.json': valueSet('urn:a'),
      'b.json': `{"resourceType":"Bundle","entry":[{"resource":${valueSet('urn:b')}},{}]}`,
      'c.json': '{"resourceType":"Patient"}',
    });
    expect(problems).toEqual([]);
    for (const url of ['urn:a', 'urn:b']) expect(registry.valueSet(url)).toBeDefined();
  });

  it.each<[string, Record<string, Buffer | string>, string, RegExp]>([
    ['no gzip', { 'a.tgz': 'x' }, 'a.tgz', /cannot be read/],
    ['no tar', { 'a.tgz': gzipSync(Buffer.alloc(2048, 'x')) }, 'a.tgz', /Invalid tar header/],
    [
      'a damaged tar',
      { 'a.tgz': gzipSync(damaged(tarFile('package/a.json', valueSet('urn:a')))) },
      'a.tgz',
      /Invalid tar header/,
    ],
    [
      'an archive cut short',
      { 'a.tgz': gzipSync(tarFile('package/a.json', 'x'.repeat(600)).subarray(0, 1000)) },
      'a.tgz',
      /Unexpected end/,
    ],
    [
      'a download cut short',
      { 'a.tgz': tgz(tarFile('package/a.json', valueSet('urn:a'))).subarray(0, 60) },
      'a.tgz',
      /cannot be read/,
    ],
    [
      'broken JSON',
      { 'a.tgz': tgz(tarFile('package/a.json', '{"resourceType":"ValueSet",')) },
      'a.tgz: package/a.json',
      /not JSON/,
    ],
    ['a loose file of broken JSON', { 'a.json': '{"resourceType":"ValueSet",' }, 'a.json', /not JSON/],
  ])('names a file it cannot read, and goes on: %s', async (_, files, source, text) => {
    const { registry, problems } = await load({ ...files, 'z.json': valueSet('urn:z') });
    expect(problems).toEqual([{ severity: 'error', source, text: expect.stringMatching(text) }]);
    expect(registry.valueSet('urn:z')).toBeDefined();
  });

  it.each<[string, TarLimits, number]>([
    ['stops at the limit of bytes', { bytes: 2_000, entries: 10 }, 1],
    ['stops at the limit of files', { bytes: 10_000, entries: 1 }, 1],
    ['reads what is within the limits', { bytes: 10_000, entries: 10 }, 3],
  ])('%s', async (_, limits, count) => {
    const files = ['a', 'b', 'c'].map((name) => tarFile(`package/${name}.json`, valueSet(`urn:${name}`)));
    writeFileSync(join(folder, 'a.tgz'), tgz(...files));
    const read: unknown[] = [];
    const unreadable: string[] = [];
    await readPackages(
      folder,
      { resource: ({ url }) => void read.push(url), unreadable: (_file, text) => void unreadable.push(text) },
      limits,
    );
    expect(read.length).toBeLessThanOrEqual(count);
    expect(unreadable).toEqual(
      count === 3 ? [] : [expect.stringMatching(/^It cannot be read: The archive has more than \d+ (bytes|files)\.$/)],
    );
  });

  it('refuses a folder that is not there', async () => {
    await expect(new ProfileRegistry().loadPackages(join(folder, 'nowhere'))).rejects.toThrow(
      'The folder of packages cannot be read: ENOENT',
    );
  });

  it('loads ten times the profiles with ten times the work', async () => {
    const element = (path: string): string =>
      JSON.stringify({ id: path, path, min: 0, max: '1', definition: 'x'.repeat(800) });
    const differential = Array.from({ length: 80 }, () => element('Organization.name')).join(',');
    const profile = (at: number): string =>
      `{"resourceType":"StructureDefinition","url":"urn:p:${at}","name":"P${at}","type":"Organization","kind":"resource",` +
      `"derivation":"constraint","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Organization",` +
      `"differential":{"element":[${differential},{"id":"Organization.active","path":"Organization.active","min":1}]}}`;
    const load = async (count: number) => {
      const files = Array.from({ length: count }, (_, at) =>
        tarFile(`package/StructureDefinition-${at}.json`, profile(at)),
      );
      writeFileSync(join(folder, 'big.tgz'), tgz(...files));
      const registry = new ProfileRegistry();
      expect(await registry.loadPackages(folder)).toEqual([]);
      expect(validateProfiles({ resourceType: 'Organization' }, registry, [`urn:p:${count - 1}`])).toHaveLength(1);
    };
    expect(await growth(load, 20, 200)).toBeLessThan(12);
  });
});
