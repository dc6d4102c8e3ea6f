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

/** A business identifier as a store indexes it: compared character by character, letter case and spaces included. */
export interface IndexedIdentifier {
  /** Empty when the identifier has none. */
  readonly system: string;
  readonly value: string;
}

/** A resource by its logical id, whatever its version. */
export interface ResourceKey {
  readonly type: string;
  readonly id: string;
}

/** A reference as a store indexes it: which resource of this server it means, and where it stands. */
export interface IndexedReference extends ResourceKey {
  /** FHIRPath of the Reference without indexes, `HealthcareService.providedBy`; at most 255 characters, for people to read. */
  readonly path: string;
}

/** A resource that refers to another one, and where it does. */
export interface Referrer extends ResourceKey {
  /** As in `IndexedReference`. */
  readonly path: string;
}

export interface Change<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** What a version says otherwise than the version before it, as far as a store indexes it; `indexChange` computes it. */
export interface IndexChange {
  readonly identifiers: Change<IndexedIdentifier>;
  readonly references: Change<IndexedReference>;
}

/** A token of the search parameter `identifier`. @see https://hl7.org/fhir/R4/search.html#token */
export interface IdentifierToken {
  /** Absent: of any system (`value`). Empty: of none (`|value`). */
  readonly system?: string;
  readonly value: string;
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

/** One thing a resource must be to be found; a search parameter that is new to the store is a case here. */
export type SearchClause =
  /** One of these logical ids. */
  | { readonly by: 'id'; readonly ids: readonly string[] }
  /** One of these identifiers. */
  | { readonly by: 'identifier'; readonly tokens: readonly IdentifierToken[] };

/** A `count` of 0 asks for the total alone. */
export interface SearchRequest extends PageLimits {
  readonly type: string;
  /** All must hold; none: every resource of the type. Lists of more than 100 values need not be taken. */
  readonly clauses: readonly SearchClause[];
  /** Only resources with a later id: that of the last one on the page before. */
  readonly after?: string;
}

export interface SearchPage {
  /** Current versions, no deletions, ascending by id: character by character, capitals before small letters. */
  readonly versions: readonly StoredVersion[];
  /** How many resources fit in all, whatever the page; counted at the moment the page was read. */
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

/**
 * How a unit of work holds a resource, whether it is there or not, until it ends.
 * - `shared`: what it sees of the resource counts for what it writes.
 * - `exclusive`: it changes what others may have counted on.
 */
export type Hold = 'shared' | 'exclusive';

/** What may be done inside one transaction. */
export interface UnitOfWork {
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  /**
   * Makes `version` the current one. Comparing `expected` and writing are one atomic step; callers need not, and
   * must not, check the version beforehand.
   * @param expected versionId that must still be current (a deletion has one too); null: the id was never used
   * @param index how the identifiers and references change with this version; absent or empty: they stay, and nothing
   * is spent on them. Adding what is there, or removing what is not, changes nothing. A deletion's change removes all
   * identifiers; the references of a deleted resource go whatever its change says.
   * @throws StaleWriteError when it is not; nothing is written
   */
  write(version: StoredVersion, expected: string | null, index?: IndexChange): Promise<void>;
  /**
   * Of two units that hold one resource, one of them exclusively, one waits for the other and then sees what it wrote, or
   * starts again. Units that hold it `shared` do not disturb each other, and a write that holds nothing disturbs nobody. So
   * a unit that decides by what it reads of others holds those `shared` before it reads them, and what it writes itself
   * `exclusive`; then of units that each read what another writes, the last one sees all the others.
   */
  hold(how: Hold, keys: readonly ResourceKey[]): Promise<void>;
  /**
   * Which of these resources are not there: never used, or deleted; all of them are held `shared`.
   * @returns each once, ascending by type and id
   */
  missing(keys: readonly ResourceKey[]): Promise<readonly ResourceKey[]>;
  /**
   * Current resources, other than itself, that refer to a resource, by what the writes said of them; those of this
   * unit count. The resource is held `exclusive`, so that no referrer is added meanwhile by a writer who asks whether it
   * is `missing`.
   * @param limit entries at most, 1 or more
   * @returns one entry a path, ascending by type, id and path
   */
  referrers(type: string, id: string, limit: number): Promise<readonly Referrer[]>;
}

/** How busy a store is at this moment, for whoever watches the server. */
export interface StoreLoad {
  /** Connections to the database that may be open at once. */
  readonly connections: number;
  /** Of these, the ones at work. */
  readonly busy: number;
  /** Requests that wait for one of them. */
  readonly waiting: number;
  /** Statements and transactions that ran again since the start, because another one was in their way. */
  readonly retries: number;
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
   * The current resources that fit; their identifiers are those the writes told. What was there before the first page
   * and is there after the last is on one page, and on no other, whatever is written meanwhile. Sees committed data only.
   */
  search(request: SearchRequest): Promise<SearchPage>;
  /**
   * Runs `work` in one transaction: all its writes become visible together, or none when it throws.
   * `work` may run several times (a deadlock or a lock wait is retried), so it has no effect outside the unit.
   * @throws FhirError `unavailable` when the database cannot be reached, or stays locked after the last try
   */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. @throws FhirError `unavailable` */
  ping(): Promise<void>;
  /** Absent where there is nothing to tell. */
  load?(): StoreLoad;
}
