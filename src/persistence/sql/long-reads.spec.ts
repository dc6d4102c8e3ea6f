import { Pace, type TypeHistoryRequest } from '../../fhir';
import { selectTypeHistory } from './history-rows';
import { selectEach } from './resource-rows';
import type { SqlRow, SqlSession } from './sql-database';

const MANY = 250;
const KEYS = Array.from({ length: MANY }, (_, i) => ({ type: 'Location', id: `${i}` }));
const HISTORY: TypeHistoryRequest = { type: 'Location', order: 'newest first', count: MANY, bytes: Infinity };

describe('a read of many bodies, by several statements', () => {
  const seen: string[] = [];
  const session: SqlSession = {
    isSqlite: true,
    rows: async (sql): Promise<SqlRow[]> => {
      const isOfBodies = sql.includes('body');
      seen.push(isOfBodies ? 'bodies' : 'keys');
      if (sql.includes('json_group_array')) return [['[]', null]];
      return isOfBodies ? [] : KEYS.map(({ id }) => [0, id, 1, 10]);
    },
  };

  beforeEach(() => {
    seen.length = 0;
    jest.spyOn(Pace.prototype, 'rest').mockImplementation(async () => void seen.push('rest'));
  });
  afterEach(() => jest.restoreAllMocks());

  it.each<[what: string, work: () => Promise<unknown>]>([
    ['current versions', () => selectEach(session, KEYS)],
    ['a history of a type', () => selectTypeHistory(session, HISTORY)],
  ])('rests between them when they take long: %s', async (_, work) => {
    const dues = jest.spyOn(Pace.prototype, 'isDue').mockReturnValue(true);
    await work();
    expect(seen.join(' ')).toMatch(/bodies rest bodies rest bodies$/);
    seen.length = 0;
    dues.mockReturnValue(false);
    await work();
    expect(seen).not.toContain('rest');
  });
});
