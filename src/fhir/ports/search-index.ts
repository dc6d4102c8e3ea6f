import type { IndexEntry } from './index-change';

/**
 * The index of a store that keeps one of what writes tell it: made again, a page at a time, when what is told changes.
 * Others may write meanwhile.
 */
export interface SearchIndex {
  /** What `note` was told last of a type; undefined: nothing. */
  noted(type: string): Promise<string | undefined>;
  /** Keeps a word about a type: what its index was made by. */
  note(type: string, digest: string): Promise<void>;
  /** Forgets the entries of a type whose codes are not among these. */
  keepOnly(type: string, codes: readonly string[]): Promise<void>;
  /**
   * Makes the entries of some resources anew.
   * @param after id of the last one of the page before; empty: from the first on
   * @param codes all that `entriesOf` may give
   * @param entriesOf what a resource is found by; of its JSON text
   * @returns how many they were, and the id of the last one; none when there are no more
   */
  rebuild(
    type: string,
    after: string,
    codes: readonly string[],
    entriesOf: (json: string) => readonly IndexEntry[],
  ): Promise<{ readonly count: number; readonly last: string }>;
}
