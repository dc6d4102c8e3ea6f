import type { SearchPage, SearchRequest } from './search';

/**
 * A transaction that has not committed this many milliseconds after its first write is rolled back. Everything written
 * before an instant is therefore visible, whoever wrote it, this long after that instant.
 */
export const LONGEST_WRITE_MS = 30_000;

/**
 * Allowance for clock differences between the servers of one database and for the duration of the commit, milliseconds.
 */
const SLACK_MS = 30_000;

/**
 * What was written before the returned instant has been committed by now, or never will be.
 * @param now by the clock of this server
 */
export function committedBefore(now: Date): Date {
  return new Date(now.getTime() - LONGEST_WRITE_MS - SLACK_MS);
}

/** Asks which resources were deleted since an instant. */
export interface DeletionRequest {
  readonly type: string;
  /** Deleted at or after this instant. */
  readonly since: Date;
  /** Last id of the preceding page. */
  readonly after?: string;
  /** Maximum number of ids. */
  readonly count: number;
}

/** Data that can be read from beginning to end. */
export interface StoreReader {
  /** See `ResourceStore.search`. */
  search(request: SearchRequest): Promise<SearchPage>;
  /** Ids of resources that are currently deleted, ascending. Absent when the store does not keep them. */
  deletions?(request: DeletionRequest): Promise<readonly string[]>;
}

/** The committed data of one moment, unaffected by later writes. It uses database resources until it is closed. */
export interface StoreSnapshot extends StoreReader {
  /** Releases the database resources. */
  close(): Promise<void>;
}
