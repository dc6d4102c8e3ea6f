import type { IndexedReference, IndexEntry } from './index-change';

/** What a resource is found by, and what it refers to. */
export interface ExpectedIndex {
  readonly entries: readonly IndexEntry[];
  readonly references: readonly IndexedReference[];
}

/** An index that does not say of a resource what it should, or of a type how many there are. */
export interface IndexFault {
  /** Empty: of none in particular. */
  readonly id: string;
  /** Where the rows are, in words of the store. */
  readonly table: string;
  /** Rows that should be there, and rows that should not; of a total: how many resources it leaves out, and adds. */
  readonly missing: number;
  readonly surplus: number;
}

/** Some resources whose index was looked at. */
export interface VerifiedPage {
  readonly count: number;
  readonly faults: readonly IndexFault[];
}

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
  /**
   * Compares what is kept of the resources of a type with what should be, those that are deleted or never were included. What
   * others write meanwhile is no fault.
   * @param codes as of `rebuild`; entries of others are surplus
   * @param expected of the JSON text of a resource
   * @param mend whether faults are put right, each in a transaction of its own
   */
  verify(
    type: string,
    codes: readonly string[],
    expected: (json: string) => ExpectedIndex,
    mend: boolean,
  ): AsyncIterable<VerifiedPage>;
}
