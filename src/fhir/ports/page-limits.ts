/** The size limits of one page. */
export interface PageLimits {
  /** Maximum number of entries. */
  readonly count: number;
  /**
   * Maximum bytes of all bodies, UTF-8. A page that reaches this limit ends before `count`. It always has its first
   * entry, however long that is. The store does not read bodies that do not fit.
   */
  readonly bytes: number;
}

/** Default of `bytes`. */
export const PAGE_BYTES = 2 * 1024 ** 2;

/**
 * The leading entries that fit on one page.
 * @param bytesOf the bytes of an entry's body
 */
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
