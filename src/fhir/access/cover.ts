/** Views in which some labels are not hidden, and some others are; of those that are not named, either way. */
export interface Cover {
  readonly shown: number;
  readonly hidden: number;
}

/**
 * Few terms that each view is in once which is to be covered, and no other.
 * @param isIn by which labels are hidden in a view: a bit a label, the first one lowest
 * @param bits of the labels
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
