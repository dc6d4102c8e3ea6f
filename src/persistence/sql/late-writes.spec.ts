import type { IndexChange } from '../../fhir';
import { together } from './late-writes';

const write = (rows: number): { index: IndexChange } => {
  const references = Array.from({ length: rows }, (_, i) => ({ type: 'Location', id: `${i}`, path: 'a' }));
  return { index: { entries: { added: [], removed: [] }, references: { added: references, removed: [] } } };
};

describe('the index rows of many writes are written in groups', () => {
  it.each<[what: string, rows: readonly number[], groups: readonly number[]]>([
    ['none', [], []],
    ['few rows each: by the number of writes', Array<number>(250).fill(10), [100, 100, 50]],
    ['many rows each: by the number of rows', Array<number>(5).fill(1_500), [2, 2, 1]],
    ['just as many as fit', [2_000, 2_000, 1], [2, 1]],
    ['more rows than a group may have: alone', [1, 9_000, 1], [1, 1, 1]],
    ['more rows than a group may have in the first', [9_000, 1], [1, 1]],
  ])('%s', (_what, rows, groups) => {
    const writes = rows.map(write);
    const found = [...together(writes)];
    expect(found.map(({ length }) => length)).toEqual(groups);
    expect(found.flat()).toEqual(writes);
  });

  it('counts no rows for a write that changes no index', () => {
    expect([...together(Array<{ index: undefined }>(100).fill({ index: undefined }))]).toHaveLength(1);
  });
});
