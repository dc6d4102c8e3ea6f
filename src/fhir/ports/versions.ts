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

/** A span of time, both ends included. */
export interface TimeBounds {
  readonly from: Date;
  readonly until: Date;
}

/** Which versions of a history are wanted. */
export interface HistoryTimes {
  /** Only versions written at or after this instant. */
  readonly since?: Date;
  /** Only versions that were current at some moment of this time; a deletion is current at the moment it was made. */
  readonly at?: TimeBounds;
}

export interface HistoryRequest extends PageLimits, HistoryTimes {
  readonly type: string;
  readonly id: string;
  /** `next` of the page before, as a client sent it: what the store did not write finds nothing. */
  readonly cursor?: string;
}

export interface HistoryPage {
  /** Newest first. */
  readonly versions: readonly StoredVersion[];
  /** How many versions there are in all under `since` and `at`, whatever the page; counted at the moment the page was read. */
  readonly total: number;
  /** Where the page after begins, `[A-Za-z0-9\-._~]{1,128}`; absent on the last page. */
  readonly next?: string;
}

/** A place in the history of a type: that of a version, or the border before or after all that were written at an instant. */
export interface HistoryPlace {
  readonly at: Date;
  /** Absent: all versions of that instant are on this side of it. */
  readonly id?: string;
}

/**
 * The versions of all resources of a type, by the time they were written, and then by id. No two versions of a resource
 * have the same instant.
 */
export interface TypeHistoryRequest extends PageLimits, HistoryTimes {
  readonly type: string;
  /** Only versions written at or before this instant. */
  readonly until?: Date;
  readonly order: 'newest first' | 'oldest first';
  /** Where the page begins: what comes after this place in that order. */
  readonly after?: HistoryPlace;
}

export interface TypeHistoryPage {
  /** In the order that was asked for; perhaps fewer than there is room for, or none, when it takes long to find them. */
  readonly versions: readonly StoredVersion[];
  /** How far was looked; absent: to the end. */
  readonly next?: HistoryPlace;
}
