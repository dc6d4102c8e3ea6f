import { randomUUID } from 'node:crypto';
import type { ResourceKey } from '../../fhir';
import { anyLane, guardsOf, touchGuards } from './guard-rows';
import type { SqlTransaction } from './sql-database';

const A: ResourceKey = { type: 'Organization', id: '789' };
const B: ResourceKey = { type: 'Location', id: '789' };

describe('the guards of a resource', () => {
  it.each<[ResourceKey, number]>([
    [A, 27_840],
    [B, 4_240],
    [{ type: 'Organization', id: 'A' }, 46_464],
    [{ type: 'Organization', id: 'a' }, 61_520],
  ])('are the same in every release: %j', (key, guard) => {
    expect(guardsOf('shared', [key], 0)).toEqual([guard]);
  });

  it('shared: one, that of the lane', () => {
    const [first] = guardsOf('shared', [A], 0) as [number];
    expect(guardsOf('shared', [A], 5)).toEqual([first + 5]);
  });

  it('exclusive: those of every possible lane, whatever its own', () => {
    const all = guardsOf('exclusive', [A], anyLane());
    for (let n = 0; n < 200; n += 1) expect(all).toEqual(expect.arrayContaining(guardsOf('shared', [A], anyLane())));
    expect(all).toHaveLength(16);
  });

  it.each(['shared', 'exclusive'] as const)('of several: each once, ascending, whatever their order (%s)', (how) => {
    const keys = [B, A, ...Array.from({ length: 20 }, () => ({ type: 'Organization', id: randomUUID() })), B];
    const guards = guardsOf(how, keys, 3);
    expect(guards).toEqual([...new Set(guards)].sort((a, b) => a - b));
    expect(guardsOf(how, keys.toReversed(), 3)).toEqual(guards);
  });

  it('are spread over the whole table', () => {
    const used = new Map<number, number>();
    for (let n = 0; n < 40_960; n += 1) {
      const [guard] = guardsOf('shared', [{ type: 'Organization', id: String(n) }], 0) as [number];
      used.set(guard, (used.get(guard) ?? 0) + 1);
    }
    expect([...used.keys()].filter((guard) => guard % 16 !== 0)).toEqual([]);
    expect(used.size).toBeGreaterThan(4_000);
    expect(Math.max(...used.keys())).toBeLessThan(65_536);
    expect(Math.max(...used.values())).toBeLessThan(40);
  });
});

describe('touching guards', () => {
  it.each([
    [1, [1]],
    [16, [16]],
    [15, [4, 4, 4, 1, 1, 1]],
    [150, [64, 64, 16, 4, 1, 1]],
  ])('%i of them needs few different statements', async (count, sizes) => {
    const told: number[][] = [];
    const transaction = { run: async (_: string, values: number[]) => told.push(values) } as unknown as SqlTransaction;
    const guards = Array.from({ length: count }, (_, n) => n);
    await touchGuards(transaction, guards);
    expect(told.map(({ length }) => length)).toEqual(sizes);
    expect(told.flat()).toEqual(guards);
  });
});
