import type { JsonObject } from '../json/json-value';
import type { PageLimits } from './page-limits';

/** The interaction that created a version; a history reports it as `request.method`. */
export type WriteInteraction = 'create' | 'update' | 'patch' | 'delete';

/** A resource identified by its logical id, whatever its version. */
export interface ResourceKey {
  readonly type: string;
  /** Logical id, `[A-Za-z0-9\-.]{1,64}`; case-sensitive. */
  readonly id: string;
}

/** `Type/id`: the relative reference to a resource. */
export function nameOf({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}

/** What identifies a version; assigned by the store. */
export interface VersionStamp {
  readonly id: string;
  /**
   * Opaque, `[A-Za-z0-9\-.]{1,64}`: a counter, a row version, a time or a hash. Unique among the readable versions of
   * the resource, deletions included.
   */
  readonly versionId: string;
  /** UTC, to the millisecond. */
  readonly lastUpdated: Date;
}

/** One version of one resource, as a store keeps it. */
export interface StoredVersion extends VersionStamp {
  readonly type: string;
  readonly interaction: WriteInteraction;
  /** FHIR JSON text as it is served, `meta.versionId` and `meta.lastUpdated` included; null for a deletion. */
  readonly json: string | null;
  /**
   * The same text in UTF-8, if the store read it in this form. Then `json` is decoded only when it is asked for, which
   * an answer that shows the whole resource need not do.
   */
  readonly utf8?: Uint8Array | undefined;
  /** In a history: it is an update, and the version before it is a deletion. */
  readonly overDeletion?: true;
}

/** Whether a version is a deletion; does not decode its text. */
export function isDeletion(version: StoredVersion): boolean {
  return version.utf8 === undefined && version.json === null;
}

/** A version for the store to create. */
export interface VersionDraft {
  readonly type: string;
  /** Absent when the resource is new and the store assigns the id. */
  readonly id?: string;
  readonly interaction: WriteInteraction;
  /** null: a deletion. `meta.versionId` and `meta.lastUpdated` come from the client and are meaningless here. */
  readonly resource: Readonly<JsonObject> | null;
  /**
   * The time of the framework's clock, later than that of the preceding version; for a store without a clock of its
   * own.
   */
  readonly at: Date;
  /** The preceding version is a deletion; for a store that keeps the number of resources. */
  readonly overDeletion?: boolean;
  /**
   * Renders the resource as it is served, for the store to keep or to return. Not called for a deletion.
   * @throws FhirError when the result is too large to be stored
   */
  render(stamp: VersionStamp): string;
}

/** A period, both ends inclusive. */
export interface TimeBounds {
  readonly from: Date;
  readonly until: Date;
}

/** Restricts a history to certain versions. */
export interface HistoryTimes {
  /** Only versions written at or after this instant. */
  readonly since?: Date;
  /**
   * Only versions that were current at some time within this period. A deletion is current only at the moment it was
   * made.
   */
  readonly at?: TimeBounds;
}

/** Asks for a page of one resource's history. */
export interface HistoryRequest extends PageLimits, HistoryTimes {
  readonly type: string;
  readonly id: string;
  /** `next` of the preceding page, as sent by the client. A cursor that the store did not create finds nothing. */
  readonly cursor?: string;
}

/** One page of a resource's history. */
export interface HistoryPage {
  /** Newest first. */
  readonly versions: readonly StoredVersion[];
  /** Total number of versions under `since` and `at`, counted when the page was read. */
  readonly total: number;
  /** Cursor of the next page, `[A-Za-z0-9\-._~]{1,128}`; absent on the last page. */
  readonly next?: string;
}

/** A position in the history of a type: a version, or the point before or after all versions written at an instant. */
export interface HistoryPlace {
  readonly at: Date;
  /** Absent: the position lies beyond all versions of that instant, in the order of the request. */
  readonly id?: string;
}

/**
 * Asks for the versions of all resources of a type, ordered by time and then by id. No two versions of one resource
 * have the same instant.
 */
export interface TypeHistoryRequest extends PageLimits, HistoryTimes {
  readonly type: string;
  /** Only versions written at or before this instant. */
  readonly until?: Date;
  readonly order: 'newest first' | 'oldest first';
  /** The page starts after this position. */
  readonly after?: HistoryPlace;
}

/** One page of a type's history. */
export interface TypeHistoryPage {
  /** In the requested order. May hold fewer versions than there is room for, or none, when finding them takes long. */
  readonly versions: readonly StoredVersion[];
  /** How far the store has searched; absent when it reached the end. */
  readonly next?: HistoryPlace;
}
