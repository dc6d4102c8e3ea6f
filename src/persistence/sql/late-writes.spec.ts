import { Pace, type IndexChange, type VersionDraft } from '../../fhir';
import { LateWrites, together } from './late-writes';
import type { SqlTransaction } from './sql-database';
import type { TotalRows } from './total-rows';

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

describe('the writing of index rows', () => {
  afterEach(() => jest.restoreAllMocks());

  it('lets others have their turn between making statements and running them', async () => {
    jest.spyOn(Pace.prototype, 'isDue').mockReturnValue(true);
    const seen: string[] = [];
    jest.spyOn(Pace.prototype, 'rest').mockImplementation(async () => void seen.push('rest'));
    const transaction = { runAll: async () => void seen.push('run') } as unknown as SqlTransaction;
    const writes = new LateWrites({ added: async () => [] } as unknown as TotalRows);
    const { references, entries } = write(1).index;
    const index: IndexChange = {
      entries,
      get references() {
        seen.push('made');
        return references;
      },
    };
    for (let i = 0; i < 200; i += 1) {
      const draft: VersionDraft = {
        type: 'Location',
        id: `${i}`,
        interaction: 'create',
        resource: {},
        at: new Date(0),
        render: () => '{}',
      };
      await writes.add(draft, null, index, async () => undefined);
    }
    seen.length = 0;
    await writes.write(transaction);
    expect(seen.join(' ')).not.toMatch(/made run|run made/);
    expect(seen.join(' ')).toMatch(/made rest run (?:rest )+made (?:made )*rest run/);
  });
});
