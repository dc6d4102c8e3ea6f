/** Pairs of places, one in each list, that belong together. */
export type Pairs = readonly (readonly [number, number])[];

/** Above this many equal pairs, equal entries are paired in the order they come instead of all with all. */
const MOST_CANDIDATES = 50_000;

/**
 * The longest common subsequence of two lists of keys, by Hunt and Szymanski: its cost grows with the number of equal
 * pairs, which for lists of mostly different entries is about their length.
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
      // Backwards: of the places for one entry, an increasing sequence then takes one at most.
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
 * Of several it is the one that keeps the first entries, so that an entry moves up rather than others down.
 */
export function longestIncreasing(pairs: Pairs): Pairs {
  /** From the back: the pair that begins the best sequence of each length. */
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
