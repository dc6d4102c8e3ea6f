import type { IndexingState } from '../options/fhir-options';
import { IndexingProgress } from './indexing-progress';

describe('IndexingProgress', () => {
  function told(total: number | undefined, pages: readonly [ms: number, done: number][], continued = false) {
    let at = 0;
    const [lines, states]: [string[], (IndexingState | undefined)[]] = [[], []];
    const logger = { log: (line: string) => void lines.push(line) };
    const progress = new IndexingProgress('Location', total, logger, (state) => void states.push(state), () => at);
    for (const [ms, done] of pages) {
      at = ms;
      progress.tell(done, continued);
    }
    return { lines, states };
  } // prettier-ignore

  it('tells after each page, and logs every ten seconds', () => {
    const { lines, states } = told(5_000, [[4_000, 800], [10_000, 2_000], [19_999, 3_900], [20_000, 4_000]]); // prettier-ignore
    expect(lines).toEqual([
      '2000 of 5000 resources of type Location are indexed, 200/s, 15 s left',
      '4000 of 5000 resources of type Location are indexed, 200/s, 5 s left',
    ]);
    expect(states.at(0)).toEqual({ type: 'Location', done: 800, of: 5_000 });
    expect(states).toHaveLength(4);
  });

  it.each([
    ['continues an interrupted rebuild', 5_000, true],
    ['has a store that does not count', undefined, false],
  ])('knows no end when it %s', (_, total, continued) => {
    const { lines, states } = told(total, [[10_000, 1_000]], continued);
    expect(lines).toEqual(['1000 resources of type Location are indexed, 100/s']);
    expect(states).toEqual([{ type: 'Location', done: 1_000 }]);
  });

  it('has no time left when there are more than there were', () => {
    expect(told(10, [[10_000, 20]]).lines).toEqual(['20 of 10 resources of type Location are indexed, 2/s, 0 s left']);
  });
});
