import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bundle, WRAPPER } from './bundle';

describe('what V8 has compiled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-spec-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const bundle = new Bundle<{ answer: number }>(folder);
  const load = () => {
    const { exports, script } = bundle.load();
    // Undefined when V8 was given nothing.
    return [exports.answer, script.cachedDataRejected];
  };

  beforeEach(() => {
    writeFileSync(bundle.program, WRAPPER.join('exports.answer = [6, 7].reduce((a, b) => a * b);'));
    rmSync(bundle.compiled, { force: true });
    bundle.keep(bundle.load().script.createCachedData());
  });

  it('is used', () => {
    expect(load()).toEqual([42, false]);
  });

  it.each<[string, (file: Buffer) => Buffer | string]>([
    ['has another byte at its end', (file) => Buffer.concat([file.subarray(0, -1), Buffer.from([file.at(-1)! ^ 1])])],
    ['has another byte in the middle', (file) => file.fill(file[file.length >> 1]! ^ 255, file.length >> 1, (file.length >> 1) + 1)],
    ['is cut off', (file) => file.subarray(0, -1)],
    ['is empty', () => ''],
    ['is shorter than a digest', () => 'short'],
    ['is the data alone, as older builds wrote it', (file) => file.subarray(32)],
  ])('is left aside when the file %s', (_, damaged) => {
    writeFileSync(bundle.compiled, damaged(readFileSync(bundle.compiled)));
    expect(load()).toEqual([42, undefined]);
  }); // prettier-ignore
});
