import type { SqlValue } from './sql-database';

type Row = readonly SqlValue[];

/**
 * Removes duplicates and sorts by key, so that every writer uses the same order.
 * @param width number of key columns, which come first
 */
export function inKeyOrder(rows: readonly Row[], width: number): readonly Row[] {
  if (rows.length < 2) return rows;
  const sorted = rows.toSorted((one, other) => compareKeys(one, other, width));
  return sorted.filter((row, at) => at === sorted.length - 1 || compareKeys(row, sorted[at + 1]!, width) !== 0);
}

/** Column by column; a column has values of one type. */
function compareKeys(one: Row, other: Row, width: number): number {
  for (let at = 0; at < width; at += 1) {
    const a = one[at]!;
    const b = other[at]!;
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
