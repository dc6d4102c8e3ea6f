/** Pairs of indexes, one in each list. */
export type Pairs = readonly (readonly [number, number])[];

/** Above this number of equal pairs, equal entries are paired in order instead of every one with every other. */
const MOST_CANDIDATES = 50_000;

/**
 * The longest common subsequence of two lists of keys (Hunt-Szymanski). The cost grows with the number of equal pairs,
 * which for lists of mostly different entries is about their length.
 */
export function commonSubsequence(one: readonly string[], other: readonly string[]): Pairs {
  const places = new Map<string, number[]>();
  other.forEach((key, index) => {
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  });
  const candidates = one.reduce((count, key) => count + (places.get(key)?.length ?? 0), 0);
  const used = new Map<string, number>();
  const pairs: [number, number][] = [];
  one.forEach((key, index) => {
    const all = places.get(key) ?? [];
    if (candidates <= MOST_CANDIDATES) {
      // In descending order, so that an increasing sequence uses at most one position per entry.
      for (let at = all.length - 1; at >= 0; at -= 1) pairs.push([index, all[at]!]);
      return;
    }
    const next = used.get(key) ?? 0;
    used.set(key, next + 1);
    if (next < all.length) pairs.push([index, all[next]!]);
  });
  return longestIncreasing(pairs);
}

/**
 * The longest subsequence of pairs whose second numbers increase strictly, by patience sorting.
 * Among several it chooses the one with the earliest entries, so that one entry moves up instead of several down.
 */
export function longestIncreasing(pairs: Pairs): Pairs {
  /** Scanning from the end: the pair that starts the best sequence of each length. */
  const heads: number[] = [];
  const next: number[] = new Array<number>(pairs.length);
  for (let at = pairs.length - 1; at >= 0; at -= 1) {
    const value = pairs[at]![1];
    let low = 0;
    let high = heads.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[heads[middle]!]![1] > value) low = middle + 1;
      else high = middle;
    }
    next[at] = low > 0 ? heads[low - 1]! : -1;
    heads[low] = at;
  }
  const found: (readonly [number, number])[] = [];
  for (let at = heads.at(-1) ?? -1; at >= 0; at = next[at]!) found.push(pairs[at]!);
  return found;
}
