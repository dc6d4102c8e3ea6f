/** Of how many rows a type gets one that is not the first: what is not of all types is seen all the same. */
const SAMPLE = 8;

/** All rows for the first type; for each of the others, a sample of its own. */
export function rowsFor<T>(rows: readonly T[], type: number): readonly T[] {
  return type === 0 ? rows : rows.filter((_, index) => index % SAMPLE === type % SAMPLE);
}
