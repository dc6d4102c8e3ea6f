import { createHash } from 'node:crypto';

/** A pseudo-random generator: the same seed gives the same numbers on every machine. */
export class Random {
  private state: number;

  constructor(seed: string) {
    this.state = createHash('sha256').update(seed).digest().readUInt32LE();
  }

  /** From 0 (inclusive) to 1 (exclusive). Mulberry32 is short, and good enough for fictitious data. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  isHit(probability: number): boolean {
    return this.next() < probability;
  }

  of<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** A random item, each in proportion to its weight. */
  weighted<T>({ items, sums }: Weighted<T>): T {
    const mark = this.next() * sums.at(-1)!;
    return items[sums.findIndex((sum) => mark < sum)]!;
  }

  /** Distinct random items, in their original order. */
  some<T>(items: readonly T[], count: number): T[] {
    let left = Math.min(count, items.length);
    return items.filter((_, index) => {
      const isIn = this.next() < left / (items.length - index);
      if (isIn) left -= 1;
      return isIn;
    });
  }
}

/** Items with the sums of their weights. */
export interface Weighted<T> {
  readonly items: readonly T[];
  readonly sums: readonly number[];
}

export function weightedBy<T>(items: readonly T[], weightOf: (item: T) => number): Weighted<T> {
  let sum = 0;
  return { items, sums: items.map((item) => (sum += weightOf(item))) };
}
