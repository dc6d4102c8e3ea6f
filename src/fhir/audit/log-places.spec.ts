import type { SearchBorder, SearchSort } from '../ports/search';
import { timedId } from '../ports/timed-id';
import { borderInLog } from './log-places';

const AT = 1_764_372_000_123;
const ROWS = [AT - 1, AT, AT, AT + 1].map(timedId);

const sorted = (descending: boolean): readonly SearchSort[] => [
  { code: '_lastUpdated', of: 'lastUpdated', descending },
];

/** The rows that the log finds beyond a border. */
function beyond(border: SearchBorder, sort: readonly SearchSort[]): number[] {
  const { id, backwards } = borderInLog({ sort, border, clauses: [], count: 9 });
  const isDown = (sort[0]?.descending === true) !== backwards;
  return ROWS.flatMap((row, n) => ((isDown ? row < id! : row > id!) ? [n] : []));
}

describe('a border that was found of another type', () => {
  it.each<[SearchBorder['side'], ties: boolean, descending: boolean, number[]]>([
    ['after', true, false, [1, 2, 3]],
    ['after', false, false, [3]],
    ['before', true, false, [0, 1, 2]],
    ['before', false, false, [0]],
    ['after', true, true, [0, 1, 2]],
    ['after', false, true, [0]],
    ['before', true, true, [1, 2, 3]],
    ['before', false, true, [3]],
  ])('%s, with ties: %s, descending: %s', (side, ties, descending, rows) => {
    expect(beyond({ side, keys: [[AT]], ties }, sorted(descending))).toEqual(rows);
  });

  it.each<[SearchBorder['side'], descending: boolean, number[]]>([
    ['after', false, []],
    ['after', true, []],
    ['before', false, [0, 1, 2, 3]],
    ['before', true, [0, 1, 2, 3]],
  ])('of what has no value comes after every row: %s, descending: %s', (side, descending, rows) => {
    for (const ties of [true, false]) expect(beyond({ side, keys: [null], ties }, sorted(descending))).toEqual(rows);
  });

  it('without keys is the beginning or the end', () => {
    expect(beyond({ side: 'before', keys: [], ties: true }, [])).toEqual([0, 1, 2, 3]);
    expect(beyond({ side: 'after', keys: [], ties: false }, [])).toEqual([]);
  });
});
