import fc from 'fast-check';
import Libsql from 'libsql';
import { lastUpdatedPart, lookupOf, shortest } from './clause-sql';

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

describe('an instant', () => {
  const database = new Libsql(':memory:');
  afterAll(() => database.close());

  it.each([
    ['eq', [3, 4, 5]],
    ['ne', [1, 2, 6, 7]],
    ['gt', [6, 7]],
    ['lt', [1, 2]],
    ['ge', [3, 4, 5, 6, 7]],
    ['le', [1, 2, 3, 4, 5]],
    ['sa', [6, 7]],
    ['eb', [1, 2]],
    ['ap', [3, 4, 5]],
  ] as const)('is compared with a span: %s', (prefix, found) => {
    const { sql, values } = lastUpdatedPart([{ prefix, low: 3, high: 5 }]);
    const rows = database
      .prepare(`SELECT last_updated FROM (SELECT value AS last_updated FROM json_each('[1,2,3,4,5,6,7]')) WHERE ${sql}`)
      .raw(true)
      .all(values) as [number][];
    expect(rows.flat()).toEqual(found);
    expect(values.length).toBeLessThanOrEqual(2);
  });
});
