import type { PageLimits } from './page-limits';

/** What a client asked for when a version came to be; the history tells it as `request.method`. */
export type WriteInteraction = 'create' | 'update' | 'patch' | 'delete';

/** One version of one resource, as a store keeps it. */
export interface StoredVersion {
  readonly type: string;
  /** Logical id, `[A-Za-z0-9\-.]{1,64}`; letter case and every character count. */
  readonly id: string;
  /** Version number in decimal, counted from 1 for each resource; a deletion takes a number too. */
  readonly versionId: string;
  /** UTC, whole milliseconds; later than that of the version before. */
  readonly lastUpdated: Date;
  readonly interaction: WriteInteraction;
  /** FHIR JSON text as it is served, `meta.versionId` and `meta.lastUpdated` included; null for a deletion. */
  readonly json: string | null;
}

/** A resource by its logical id, whatever its version. */
export interface ResourceKey {
  readonly type: string;
  readonly id: string;
}

export interface HistoryRequest extends PageLimits {
  readonly type: string;
  readonly id: string;
  /** Only versions written at or after this instant. */
  readonly since?: Date;
  /** Only versions older than this one: where the page before ended. */
  readonly before?: string;
}

export interface HistoryPage {
  /** Newest first. */
  readonly versions: readonly StoredVersion[];
  /** How many versions there are in all under `since`, whatever the page; counted at the moment the page was read. */
  readonly total: number;
  readonly hasMore: boolean;
}
