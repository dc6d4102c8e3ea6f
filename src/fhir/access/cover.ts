/** The views in which the labels of `shown` are visible and those of `hidden` are not; other labels do not matter. */
export interface Cover {
  readonly shown: number;
  readonly hidden: number;
}

/**
 * Covers a set of views with few terms: each view of the set is in exactly one term, and no other view is in any.
 * @param isIn indexed by the set of labels hidden in a view: one bit per label, the first label lowest
 * @param bits the bits of the labels
 */
export function coverOf(isIn: readonly boolean[], bits: readonly number[]): readonly Cover[] {
  if (isIn.every((each) => each)) return [{ shown: 0, hidden: 0 }];
  if (!isIn.includes(true)) return [];
  const rest = bits.slice(0, -1);
  const bit = bits.at(-1)!;
  const half = isIn.length / 2;
  const [shown, hidden] = [isIn.slice(0, half), isIn.slice(half)];
  const both = shown.map((each, at) => each && hidden[at]!);
  return [
    ...coverOf(both, rest),
    ...coverOf(without(shown, both), rest).map((each) => ({ ...each, shown: each.shown | bit })),
    ...coverOf(without(hidden, both), rest).map((each) => ({ ...each, hidden: each.hidden | bit })),
  ];
}

function without(some: readonly boolean[], others: readonly boolean[]): readonly boolean[] {
  return some.map((each, at) => each && !others[at]);
}
