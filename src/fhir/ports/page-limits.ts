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
export const PAGE_BYTES = 4 * 1024 ** 2;
