/** @param sorted ascending, not empty. @param share from 0 to 1 */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** All values of all turns, ascending. */
export function pooled(turns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(sum(turns.map(({ length }) => length)));
  let offset = 0;
  for (const turn of turns) {
    all.set(turn, offset);
    offset += turn.length;
  }
  return all.sort();
}
