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

/** A business identifier as a store indexes it: compared character by character, letter case and spaces included. */
export interface IndexedIdentifier {
  /** Empty when the identifier has none. */
  readonly system: string;
  readonly value: string;
}

/** What a version says about identifiers otherwise than the version before it; `identifierChange` computes it. */
export interface IndexChange {
  readonly added: readonly IndexedIdentifier[];
  readonly removed: readonly IndexedIdentifier[];
}

/** A token of the search parameter `identifier`. @see https://hl7.org/fhir/R4/search.html#token */
export interface IdentifierToken {
  /** Absent: of any system (`value`). Empty: of none (`|value`). */
  readonly system?: string;
  readonly value: string;
}

export interface HistoryRequest {
  readonly type: string;
  readonly id: string;
  /** Entries per page, 1 or more. */
  readonly count: number;
  /** Only versions written at or after this instant. */
  readonly since?: Date;
  /** Only versions older than this one: where the page before ended. */
  readonly before?: string;
}

export interface HistoryPage {
  /** Newest first. */
  readonly versions: readonly StoredVersion[];
  /** How many versions there are in all under `since`, whatever the page. */
  readonly total: number;
  readonly hasMore: boolean;
}

/** Thrown by `UnitOfWork.write` when the version it was told to expect is not the current one. */
export class StaleWriteError extends Error {
  constructor(
    readonly type: string,
    readonly id: string,
    readonly expected: string | null,
  ) {
    super(`${type}/${id} is not at version ${expected ?? 'none'}`);
    this.name = 'StaleWriteError';
  }
}

/** What may be done inside one transaction. */
export interface UnitOfWork {
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  /**
   * Makes `version` the current one. Comparing `expected` and writing are one atomic step; callers need not, and
   * must not, check the version beforehand.
   * @param expected versionId that must still be current (a deletion has one too); null: the id was never used
   * @param index how the identifiers change with this version; absent or empty: they stay, and nothing is spent on
   * them. A deletion removes all of them. Adding what is there, or removing what is not, changes nothing.
   * @throws StaleWriteError when it is not; nothing is written
   */
  write(version: StoredVersion, expected: string | null, index?: IndexChange): Promise<void>;
}

export const RESOURCE_STORE = Symbol('ResourceStore');

/**
 * Port: everything the FHIR layer asks of a database. Adapters live outside `src/fhir`.
 * If-Match, no-op detection, patch, validation and formats are the framework's; a store only keeps versions.
 * `test/contract` holds the suite every adapter passes.
 */
export interface ResourceStore {
  /** The current version, a deletion included; undefined when the id was never used. Sees committed data only. */
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined>;
  history(request: HistoryRequest): Promise<HistoryPage>;
  /**
   * Ids of the current resources that have such an identifier, by what the writes said of them; in ascending order,
   * each once. Sees committed data only.
   * @param limit ids at most, 1 or more
   */
  findByIdentifier(type: string, identifier: IdentifierToken, limit: number): Promise<readonly string[]>;
  /**
   * Runs `work` in one transaction: all its writes become visible together, or none when it throws.
   * `work` may run several times (a deadlock or a lock wait is retried), so it has no effect outside the unit.
   * @throws FhirError `unavailable` when the database cannot be reached, or stays locked after the last try
   */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. @throws FhirError `unavailable` */
  ping(): Promise<void>;
}
