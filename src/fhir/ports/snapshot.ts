import type { ConditionsRequest, MetConditions } from './conditions';
import type { Unseen } from './labels';
import type { SearchPage, SearchRequest } from './search';
import type { ResourceKey } from './versions';

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

/** Asks what resources of one type refer to. */
export interface ReferencesRequest {
  readonly type: string;
  /** At most 1,000. */
  readonly ids: readonly string[];
  /** Codes of reference parameters. */
  readonly codes: readonly string[];
  /** See `SearchRequest.unseen`. */
  readonly unseen?: Unseen;
}

/** What an index entry of a resource refers to. */
export interface ReferenceTo {
  /** Id of the resource with the reference. */
  readonly id: string;
  readonly code: string;
  readonly target: ResourceKey;
}

/** Data that can be read from beginning to end. */
export interface StoreReader {
  /** See `ResourceStore.search`. */
  search(request: SearchRequest): Promise<SearchPage>;
  /** Ids of resources that are currently deleted, ascending. Absent when the store does not keep them. */
  deletions?(request: DeletionRequest): Promise<readonly string[]>;
  /**
   * The references in the index entries of current resources; some may occur twice. In no particular order. Absent when
   * the store keeps no such entries.
   */
  references?(request: ReferencesRequest): Promise<readonly ReferenceTo[]>;
  /**
   * Which conditions the current resources meet, at the cost of one lookup, whatever the number of conditions.
   * @returns undefined, like a store without it, when the framework should search once for each condition
   */
  conditionsMet?(request: ConditionsRequest): Promise<MetConditions> | undefined;
}

/** The committed data of one moment, unaffected by later writes. It uses database resources until it is closed. */
export interface StoreSnapshot extends StoreReader {
  /** Releases the database resources. */
  close(): Promise<void>;
}
