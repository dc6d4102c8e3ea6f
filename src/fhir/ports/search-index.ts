import type { IndexedReference, IndexEntry } from './index-change';

/** The index of one resource: its search entries and its references. */
export interface ExpectedIndex {
  readonly entries: readonly IndexEntry[];
  readonly references: readonly IndexedReference[];
}

/** A difference between the index, or the total of a type, and what it should be. */
export interface IndexFault {
  /** Id of the resource; empty when the fault concerns the type as a whole. */
  readonly id: string;
  /** The place of the rows, as the store names it. */
  readonly table: string;
  /**
   * Number of missing rows, and of surplus rows. For a total: the resources it does not count, and those it counts in
   * error.
   */
  readonly missing: number;
  readonly surplus: number;
}

/** A note of the index that rows are only written under, see `UnitOfWork.relyOn`. */
export interface ReliedNote {
  readonly note: string;
  readonly digest: string;
}

/** A batch of resources whose index was checked. */
export interface VerifiedPage {
  /** Number of resources checked. */
  readonly count: number;
  readonly faults: readonly IndexFault[];
}

/** A batch of resources whose entries were rebuilt. */
export interface RebuiltPage {
  /** Number of resources. */
  readonly count: number;
  /** Where the page ends: `after` of a rebuild that continues from here. */
  readonly last: string;
}

/**
 * The index of a store that keeps the entries which come with writes. It is rebuilt page by page when a type's search
 * parameters change. Others may write in the meantime.
 */
export interface SearchIndex {
  /** The last value passed to `note` for a type; undefined when there is none. */
  noted(type: string): Promise<string | undefined>;
  /**
   * Stores a note about a type's index, such as a digest of what it was built from.
   * @param relied nothing is stored unless this other note has its value
   * @throws FhirError `unavailable` when it has another one
   */
  note(type: string, digest: string, relied?: ReliedNote): Promise<void>;
  /**
   * Makes the entries of a type what they should be. Entries that are right are not written again, so that a rebuild
   * after which little is different costs little more than reading.
   * @param codes every code that `entriesOf` may return; entries with other codes are removed
   * @param entriesOf the entries of a resource, from its JSON text
   * @param after `last` of the page after which to continue; empty to begin with the first resource
   * @param relied nothing is written unless the note has this value
   * @throws FhirError `unavailable` when it has another one
   */
  rebuild(
    type: string,
    codes: readonly string[],
    entriesOf: (json: string) => readonly IndexEntry[],
    after: string,
    relied?: ReliedNote,
  ): AsyncIterable<RebuiltPage>;
  /**
   * Compares the index of a type's resources with what it should be, including resources that were deleted or never
   * existed. Concurrent writes are not reported as faults.
   * @param codes as for `rebuild`; entries with other codes are surplus
   * @param expected the index of a resource, from its JSON text
   * @param mend whether to repair faults, those of a page in one transaction
   * @param relied as for `rebuild`
   */
  verify(
    type: string,
    codes: readonly string[],
    expected: (json: string) => ExpectedIndex,
    mend: boolean,
    relied?: ReliedNote,
  ): AsyncIterable<VerifiedPage>;
}
