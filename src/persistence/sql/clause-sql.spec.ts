import fc from 'fast-check';
import { lookupOf, shortest } from './clause-sql';

describe('beginnings of texts', () => {
  it.each<[what: string, asked: readonly string[], kept: readonly string[]]>([
    ['none', [], []],
    ['the same again', ['b', 'a', 'b'], ['a', 'b']],
    ['longer ones', ['abc', 'b', 'ab', 'abd'], ['ab', 'b']],
    ['an empty one', ['a', ''], ['']],
  ])('%s', (_what, asked, kept) => {
    expect(shortest(asked)).toEqual(kept);
  });

  it('find the same without those that begin with another', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\u{10ffff}'), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(text), text, (asked, stored) => {
        const isFound = (beginnings: readonly string[]): boolean => beginnings.some((each) => stored.startsWith(each));
        expect(isFound(shortest(asked))).toBe(isFound(asked));
      }),
    );
  });

  it('are looked up once each', () => {
    const values = Array.from({ length: 390 }, (_, i) => 'abc'[i % 3]!);
    const [branch] = lookupOf({ kind: 'words', code: '_content', values }).branches;
    expect(new Set(branch!.values.map(String)).size).toBe(6);
    expect(branch!.values).toHaveLength(20);
  });
});

describe('alternatives', () => {
  it('are bracketed in groups, because SQLite nests at most 1,000 of them', () => {
    const values = Array.from({ length: 399 }, (_, i) => `v${i}x`);
    const [branch] = lookupOf({ kind: 'string', code: 'name', match: 'contains', values }).branches;
    const groups = branch!.sql.split(') OR (');
    expect(groups).toHaveLength(8);
    for (const group of groups) expect(group.split(' OR ')).toHaveLength(50);
  });
});
