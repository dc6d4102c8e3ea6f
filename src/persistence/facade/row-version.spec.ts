import { counterVersion, dateVersion, hashVersion, versionIdOf, type RowVersion } from './row-version';

const STATE = { counter: 7, lastUpdated: new Date(1_000), content: '{"name":"A"}', hasChildren: false };
const CASES: [name: string, version: RowVersion][] = [
  ['counter', counterVersion('rowversion')],
  ['date', dateVersion()],
  ['hash', hashVersion()],
];

describe('the version of a row', () => {
  it.each(CASES)('is a versionId of R4 (%s)', (_name, version) => {
    expect(versionIdOf(version, STATE)).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
    expect(versionIdOf(version, { ...STATE, hasChildren: true })).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
  });

  it('is the number of the counter', () => {
    expect(versionIdOf(counterVersion('rowversion'), STATE)).toBe('7');
  });

  const OTHER = { ...STATE, content: '{"name":"B"}' };
  it.each<[rule: string, version: RowVersion, hasChildren: boolean]>([
    ['what the row says, where there is nothing else', hashVersion(), false],
    ['what the row says within one unit of the date', dateVersion(), false],
    ['what child rows say, which change without the counter', counterVersion('rowversion'), true],
  ])('follows %s', (_rule, version, hasChildren) => {
    expect(versionIdOf(version, { ...STATE, hasChildren })).not.toBe(versionIdOf(version, { ...OTHER, hasChildren }));
  });
});
