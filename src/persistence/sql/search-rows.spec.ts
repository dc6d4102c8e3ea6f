import { PAGE_BYTES, type SearchClause } from '../../fhir';
import { selectFound } from './search-rows';

/** A session that records its statements and finds nothing. */
function listening() {
  const texts = new Set<string>();
  const faults: string[] = [];
  const rows = async (sql: string, values: readonly unknown[]) => {
    texts.add(sql);
    if ((sql.match(/\?/g) ?? []).length !== values.length) faults.push(sql);
    return [];
  };
  return { session: { isSqlite: false, rows }, texts, faults };
}

const ids = (length: number): SearchClause => ({ kind: 'id', ids: Array.from({ length }, (_, n) => `${n}`) });
const identifiers = (length: number): SearchClause => ({
  kind: 'token',
  code: 'identifier',
  values: Array.from({ length }, (_, n) => (n % 2 === 0 ? { value: `${n}` } : { system: 's', value: `${n}` })),
});

describe('statements of a search', () => {
  it('are few, whatever the search, because connections keep them all', async () => {
    const { session, texts, faults } = listening();
    for (const values of [1, 2, 9, 10, 11, 50, 99, 100]) {
      for (let clauses = 0; clauses <= 10; clauses += 1) {
        const lists = Array.from({ length: clauses }, () => identifiers(values));
        for (const all of [lists, [...lists, ids(101 - values)]]) {
          for (const count of [0, 1, 50])
            await selectFound(session, { type: 'Organization', clauses: all, count, bytes: PAGE_BYTES });
        }
      }
    }
    // Four shapes of lists, 0 to 10 lists, no list of ids or one of two sizes, the page and its total.
    expect(texts.size).toBeLessThanOrEqual(4 * 11 * 3 * 2);
    expect(faults).toEqual([]);
  });

  it('are none where nothing can match', async () => {
    const { session, texts } = listening();
    const clauses = [ids(1), { kind: 'id', ids: ['other'] } as const];
    expect(await selectFound(session, { type: 'Organization', clauses, count: 5, bytes: PAGE_BYTES })).toMatchObject({
      total: 0,
    });
    expect(texts.size).toBe(0);
  });

  it('are one where the first page contains everything', async () => {
    const { session, texts } = listening();
    await selectFound(session, { type: 'Organization', clauses: [identifiers(1)], count: 5, bytes: PAGE_BYTES });
    expect(texts.size).toBe(1);
  });
});
