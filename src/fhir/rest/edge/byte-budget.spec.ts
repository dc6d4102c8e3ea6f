import { ByteBudget, SMALL } from './byte-budget';

const MB = 1024 ** 2;

describe('a budget of bytes', () => {
  it.each([
    ['small ones may fill all of it', [SMALL, SMALL, SMALL, SMALL], 4 * SMALL, [true, true, true, true]],
    ['one too many has no room', [SMALL, SMALL, 1], 2 * SMALL, [true, true, false]],
    ['large ones leave a quarter', [MB, MB, MB, MB], 4 * MB, [true, true, true, false]],
    ['which small ones may fill', [MB, MB, MB, SMALL, SMALL], 4 * MB, [true, true, true, true, true]],
    ['one large one always fits', [9 * MB, MB], 4 * MB, [true, false]],
    ['and leaves small ones their part', [9 * MB, SMALL, SMALL, SMALL], 4 * MB, [true, true, true, false]],
    ['without a limit all fit', [MB, 9 * MB, 1], Infinity, [true, true, true]],
  ])('%s', (_, sizes, limit, fit) => {
    const budget = new ByteBudget(limit);
    expect(sizes.map((size) => budget.resize(0, size))).toEqual(fit);
    expect(budget.used).toBe(sizes.filter((_size, i) => fit[i]).reduce((sum, size) => sum + size, 0));
    expect(budget.refused).toBe(fit.filter((done) => !done).length);
  });

  it('counts a holder that grows once, as what it has become', () => {
    const budget = new ByteBudget(4 * MB);
    expect(budget.resize(0, SMALL)).toBe(true);
    expect(budget.resize(SMALL, MB)).toBe(true);
    expect(budget.resize(0, 2 * MB)).toBe(true);
    expect(budget.resize(MB, 2 * MB)).toBe(false);
    expect(budget.used).toBe(3 * MB);
    expect(budget.resize(MB, 1)).toBe(true);
    expect(budget.resize(2 * MB, 0)).toBe(true);
    expect(budget.resize(1, 0)).toBe(true);
    expect(budget.used).toBe(0);
  });

  it('takes less at any time', () => {
    const budget = new ByteBudget(MB);
    budget.resize(0, 9 * MB);
    expect(budget.resize(9 * MB, 8 * MB)).toBe(true);
    expect(budget.used).toBe(8 * MB);
  });
});
