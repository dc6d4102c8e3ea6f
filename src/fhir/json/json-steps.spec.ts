import { atOnce, type Steps } from '../steps';
import { parseJson, parseJsonSteps } from './parse-json';
import { READ_AT_ONCE } from './strict-parser';

function restsOf(steps: Steps<unknown>): number {
  let rests = 0;
  while (!steps.next().done) rests += 1;
  return rests;
}

function outcome(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch (error) {
    return { issues: (error as { issues: unknown }).issues };
  }
}

const members = (count: number, name: (index: number) => string): string =>
  `{${Array.from({ length: count }, (_, index) => `"${name(index)}":1`).join()}}`;
const escaped = (count: number): string => members(count, (index) => `\\u0061${index}`);

describe('a text of JSON that is read in steps', () => {
  it('is read at once when it is certainly valid, however long', () => {
    expect(restsOf(parseJsonSteps(members(10 * READ_AT_ONCE, (index) => `a${index}`)))).toBe(0);
  });

  it.each([0, 1, 5])('rests before it is looked at closely, and then %d times', (rests) => {
    expect(restsOf(parseJsonSteps(escaped(rests * READ_AT_ONCE + 1)))).toBe(1 + rests);
  });

  it.each([
    ['escapes in names', escaped(3 * READ_AT_ONCE)],
    ['null', 'null'],
    ['a fault', '{"a":[1,2,]}'],
    ['a fault after many values', `${escaped(3 * READ_AT_ONCE).slice(0, -1)},"a":}`],
    ['a name given twice', '{"a":1,"a":2}'],
    ['half of a surrogate pair', '"\\ud800"'],
    ['too deep a text', '['.repeat(65) + ']'.repeat(65)],
    ['nothing', ''],
  ])('has the same value or fault: %s', (_, text) => {
    expect(outcome(() => atOnce(parseJsonSteps(text)))).toEqual(outcome(() => parseJson(text)));
  });
});
