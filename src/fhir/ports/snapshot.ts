import type { SearchPage, SearchRequest } from './search';

/**
 * A write that is not committed so long after its first statement is not committed at all, milliseconds. So what a store
 * shows at some instant has all that was written before that instant less this, whoever wrote it.
 */
export const LONGEST_WRITE_MS = 30_000;

/** How far the clocks of the servers of one database may be apart, and what a commit itself may take, milliseconds. */
const SLACK_MS = 30_000;

/** What was written before this instant is committed by now, or never will be. @param now by the clock of this server */
export function committedBefore(now: Date): Date {
  return new Date(now.getTime() - LONGEST_WRITE_MS - SLACK_MS);
}

/** Which resources were deleted, by the time of it. */
export interface DeletionRequest {
  readonly type: string;
  /** Deleted at or after this instant. */
  readonly since: Date;
  /** Id of the last one of the page before. */
  readonly after?: string;
  readonly count: number;
}

/** What can be gone through from one end to the other. */
export interface StoreReader {
  search(request: SearchRequest): Promise<SearchPage>;
  /** Ids of resources that are deleted now, ascending; absent where nobody knows of them. */
  deletions?(request: DeletionRequest): Promise<readonly string[]>;
}

/** The committed data of one moment, whatever is written after it. It costs the database something as long as it is open. */
export interface StoreSnapshot extends StoreReader {
  close(): Promise<void>;
}
