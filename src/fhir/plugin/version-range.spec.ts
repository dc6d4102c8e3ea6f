import { isInRange } from './version-range';

const ROWS: [version: string, range: string, expected: boolean | undefined][] = [
  ['1.2.3', '^1.0.0', true],
  ['2.0.0', '^1.0.0', false],
  ['1.0.0', '^1.2.0', false],
  ['0.1.5', '^0.1.0', true],
  ['0.2.0', '^0.1.0', false],
  ['0.0.3', '^0.0.3', true],
  ['0.0.4', '^0.0.3', false],
  ['0.9.0', '^0', true],
  ['1.2.9', '~1.2.3', true],
  ['1.3.0', '~1.2.3', false],
  ['1.9.0', '~1', true],
  ['1.2.3', '1.2.3', true],
  ['1.2.4', '1.2.3', false],
  ['1.2.4', '1.2.x', true],
  ['1.3.0', '1.x', true],
  ['2.0.0', '1.x', false],
  ['5.0.0', '*', true],
  ['1.5.0', '>=1.0.0 <2', true],
  ['2.0.0', '>= 1.0.0 < 2', false],
  ['1.2.9', '<=1.2', true],
  ['1.3.0', '<=1.2', false],
  ['1.2.9', '>1.2', false],
  ['1.3.0', '>1.2', true],
  ['2.1.0', '^1 || ^2', true],
  ['3.0.0', '^1 || ^2', false],
  ['1.0.0-beta.2', '^1.0.0', true],
  ['1.0.0', 'latest', undefined],
  ['1.0.0', '^one', undefined],
  ['1.0.0', '^1 ||', undefined],
];

describe('isInRange', () => {
  it.each(ROWS)('%s in %s: %s', (version, range, expected) => {
    expect(isInRange(version, range)).toBe(expected);
  });
});
