import { jsonEqual } from '../json-equal';
import type { Entry } from '../members';
import { canonical } from './canonical';
import { pairAlike, portraitOf, type Portrait } from './likeness';
import { commonSubsequence, longestIncreasing, type Pairs } from './sequence';
import { MOST_STEPS, TooManySteps } from './step';

/** How the entries of two lists correspond. */
export interface ListMatch {
  /** `[before, after]` indexes of each entry that is kept, in the order of `before`. */
  readonly pairs: Pairs;
  /** The `before` indexes of kept entries that retain their relative order; the others must be moved. */
  readonly unmoved: ReadonlySet<number>;
}

/**
 * Pairs the entries of two lists so that few operations are needed.
 * @param path path of the list
 * @throws TooManySteps when too many operations are needed however the entries are paired
 */
export function matchLists(path: string, before: readonly Entry[], after: readonly Entry[]): ListMatch {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && entryEqual(before[start]!, after[start]!)) start += 1;
  let tail = 0;
  while (tail < shorter - start && entryEqual(before.at(-1 - tail)!, after.at(-1 - tail)!)) tail += 1;

  const middle = matchMiddle(path, before.slice(start, before.length - tail), after.slice(start, after.length - tail));
  const pairs: (readonly [number, number])[] = [];
  for (let index = 0; index < start; index += 1) pairs.push([index, index]);
  for (const [one, other] of middle) pairs.push([one + start, other + start]);
  for (let index = tail; index > 0; index -= 1) pairs.push([before.length - index, after.length - index]);
  return { pairs, unmoved: new Set(longestIncreasing(pairs).map(([one]) => one)) };
}

export function entryEqual(one: Entry, other: Entry): boolean {
  return jsonEqual(one.value, other.value) && jsonEqual(one.sibling, other.sibling);
}

function matchMiddle(path: string, before: readonly Entry[], after: readonly Entry[]): Pairs {
  if (before.length === 0 || after.length === 0) return [];
  // Nothing else can take the place of the one, however long it is.
  if (before.length === 1 && after.length === 1) return [[0, 0]];
  assertFew(path, Math.abs(before.length - after.length));
  const keys = before.map(keyOf);
  const otherKeys = after.map(keyOf);
  const match = new Matching(before.length, after.length);
  const kept = commonSubsequence(keys, otherKeys);
  // Every entry not kept in order has to be changed, moved, removed or inserted.
  assertFew(path, Math.max(before.length, after.length) - kept.length);
  match.take(kept);
  match.take(pairEqual(keys, otherKeys, match));
  match.take(pairAlike(match.freeOnes(portraitsOf(before)), match.freeOthers(portraitsOf(after))));
  match.take(pairInGaps(match));
  return match.pairs();
}

function assertFew(path: string, steps: number): void {
  if (steps > MOST_STEPS) throw new TooManySteps(path);
}

function keyOf({ value, sibling }: Entry): string {
  return sibling === undefined ? canonical(value) : `${canonical(value)} ${canonical(sibling)}`;
}

function portraitsOf(entries: readonly Entry[]): (index: number) => Portrait {
  return (index) => portraitOf(entries[index]!.value, entries[index]!.sibling);
}

/** Equal entries at different positions, paired in order. */
function pairEqual(keys: readonly string[], otherKeys: readonly string[], match: Matching): Pairs {
  const free = new Map<string, number[]>();
  for (const [index] of match.freeOthers(() => undefined)) {
    const key = otherKeys[index]!;
    const known = free.get(key);
    if (known) known.push(index);
    else free.set(key, [index]);
  }
  const taken = new Map<string, number>();
  return match
    .freeOnes(() => undefined)
    .flatMap(([index]) => {
      const key = keys[index]!;
      const next = taken.get(key) ?? 0;
      const other = free.get(key)?.[next];
      if (other === undefined) return [];
      taken.set(key, next + 1);
      return [[index, other] as const];
    });
}

/**
 * Pairs entries that have nothing in common but stand between the same neighbours: one has taken the other's place.
 * A list is therefore never emptied and refilled, which would temporarily remove its parent.
 */
function pairInGaps(match: Matching): Pairs {
  const fixed = longestIncreasing(match.pairs());
  const pairs: (readonly [number, number])[] = [];
  let from: readonly [number, number] = [-1, -1];
  for (const to of [...fixed, match.ends]) {
    const ones = match.freeBetween(from[0], to[0], 'ones');
    const others = match.freeBetween(from[1], to[1], 'others');
    ones.slice(0, others.length).forEach((one, index) => pairs.push([one, others[index]!]));
    from = to;
  }
  return pairs;
}

class Matching {
  private readonly otherOf: (number | undefined)[];
  private readonly taken: boolean[];

  constructor(
    private readonly ones: number,
    private readonly others: number,
  ) {
    this.otherOf = new Array<number | undefined>(ones).fill(undefined);
    this.taken = new Array<boolean>(others).fill(false);
  }

  get ends(): readonly [number, number] {
    return [this.ones, this.others];
  }

  take(pairs: Pairs): void {
    for (const [one, other] of pairs) {
      this.otherOf[one] = other;
      this.taken[other] = true;
    }
  }

  /** In the order of the first list. */
  pairs(): Pairs {
    return this.otherOf.flatMap((other, one) => (other === undefined ? [] : [[one, other] as const]));
  }

  freeOnes<T>(of: (index: number) => T): (readonly [number, T])[] {
    return this.freeBetween(-1, this.ones, 'ones').map((index) => [index, of(index)] as const);
  }

  freeOthers<T>(of: (index: number) => T): (readonly [number, T])[] {
    return this.freeBetween(-1, this.others, 'others').map((index) => [index, of(index)] as const);
  }

  freeBetween(from: number, to: number, side: 'ones' | 'others'): number[] {
    const free: number[] = [];
    for (let index = from + 1; index < to; index += 1) {
      if (side === 'ones' ? this.otherOf[index] === undefined : !this.taken[index]) free.push(index);
    }
    return free;
  }
}
