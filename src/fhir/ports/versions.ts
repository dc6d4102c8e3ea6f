import type { JsonObject } from '../json/json-value';
import type { PageLimits } from './page-limits';

/** What a client asked for when a version came to be; the history tells it as `request.method`. */
export type WriteInteraction = 'create' | 'update' | 'patch' | 'delete';

/** A resource by its logical id, whatever its version. */
export interface ResourceKey {
  readonly type: string;
  /** Logical id, `[A-Za-z0-9\-.]{1,64}`; letter case and every character count. */
  readonly id: string;
}

/** What tells a version of a resource from all others: the store makes it. */
export interface VersionStamp {
  readonly id: string;
  /**
   * Opaque, `[A-Za-z0-9\-.]{1,64}`: a counter, a row version, a time, a hash. No other version of the resource that can
   * be read has it, deletions included.
   */
  readonly versionId: string;
  /** UTC, whole milliseconds. */
  readonly lastUpdated: Date;
}

/** One version of one resource, as a store keeps it. */
export interface StoredVersion extends VersionStamp {
  readonly type: string;
  readonly interaction: WriteInteraction;
  /** FHIR JSON text as it is served, `meta.versionId` and `meta.lastUpdated` included; null for a deletion. */
  readonly json: string | null;
}

/** A version that a store is to make. */
export interface VersionDraft {
  readonly type: string;
  /** Absent: the resource is new, and the store gives the id. */
  readonly id?: string;
  readonly interaction: WriteInteraction;
  /** Whatever `meta.versionId` and `meta.lastUpdated` say in it is the client's, and means nothing; null: a deletion. */
  readonly resource: Readonly<JsonObject> | null;
  /** Now by the clock of the framework, and later than the version before: for a store without a clock of its own. */
  readonly at: Date;
  /** The version before it is a deletion: for a store that keeps how many resources there are. */
  readonly overDeletion?: boolean;
  /**
   * The resource as it is served, for the store to keep or to answer with. Not for a deletion.
   * @throws FhirError what comes out is too large to be kept
   */
  render(stamp: VersionStamp): string;
}

export interface HistoryRequest extends PageLimits {
  readonly type: string;
  readonly id: string;
  /** Only versions written at or after this instant. */
  readonly since?: Date;
  /** `next` of the page before, as a client sent it: what the store did not write finds nothing. */
  readonly cursor?: string;
}

export interface HistoryPage {
  /** Newest first. */
  readonly versions: readonly StoredVersion[];
  /** How many versions there are in all under `since`, whatever the page; counted at the moment the page was read. */
  readonly total: number;
  /** Where the page after begins, `[A-Za-z0-9\-._~]{1,128}`; absent on the last page. */
  readonly next?: string;
}
