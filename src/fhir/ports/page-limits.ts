/** How much one page may carry. */
export interface PageLimits {
  /** Entries. */
  readonly count: number;
  /**
   * Bytes of all bodies in UTF-8: where they are reached, the page ends before `count`. The first entry is on it
   * whatever its length. What a page does not carry is not read either.
   */
  readonly bytes: number;
}

/** `bytes` of a page where nobody says otherwise. */
export const PAGE_BYTES = 2 * 1024 ** 2;

/** The entries one page carries, from the first on. @param bytesOf an entry's body */
export function onePage<T>(
  entries: readonly T[],
  { count, bytes }: PageLimits,
  bytesOf: (entry: T) => number,
): readonly T[] {
  let upto = 0;
  const end = entries.slice(0, count).findIndex((entry) => {
    const before = upto;
    upto += bytesOf(entry);
    return before > 0 && upto > bytes;
  });
  return entries.slice(0, end === -1 ? count : end);
}
