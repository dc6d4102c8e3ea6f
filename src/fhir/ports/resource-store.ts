import type { StoreCapabilities } from './capabilities';
import type { AuditLog } from './audit';
import type { ConditionsRequest, VersionMeeting } from './conditions';
import type { JobStore } from './jobs';
import type { RateStore } from './rates';
import type { SampleRequest } from './samples';
import type { SearchIndex } from './search-index';
import type { SearchPage, SearchRequest } from './search';
import type { StoreReader, StoreSnapshot } from './snapshot';
import type { UnitOfWork } from './unit-of-work';
import type {
  HistoryPage,
  HistoryRequest,
  ResourceKey,
  StoredVersion,
  TypeHistoryPage,
  TypeHistoryRequest,
} from './versions';

/** The current load of a store, for monitoring. */
export interface StoreLoad {
  /** Maximum number of open database connections. */
  readonly connections: number;
  /** Connections in use. */
  readonly busy: number;
  /** Requests waiting for a connection. */
  readonly waiting: number;
  /** Statements and transactions repeated since the start because they conflicted with others. */
  readonly retries: number;
}

/** What a store may assume about a unit of work. */
export interface TransactionOptions {
  /**
   * The unit writes a lot. The store may defer comparing and writing until a read needs them or until the commit, and
   * do them together.
   * If an expected version turns out to be stale, that step fails with `StaleWriteError`, and the unit with it.
   */
  readonly late?: boolean;
  /**
   * The unit writes little, and will not be rolled back unless something is wrong with it. The store may do the same as
   * for `late`, and commit it together with other such units.
   */
  readonly joins?: boolean;
}

/** Injects the server's `ResourceStore`. */
export const RESOURCE_STORE = Symbol('ResourceStore');

/**
 * Port: everything the FHIR layer asks of a database. Adapters live outside `src/fhir`.
 * If-Match, no-op detection, patch, validation and formats belong to the framework; a store only keeps versions.
 * Every adapter passes the suite `describeStore` of the testing kit.
 */
export interface ResourceStore extends StoreReader {
  /** What the store can do for a type. It does not change while the process runs. */
  capabilities(type: string): StoreCapabilities;
  /** The current version, which may be a deletion; undefined when the id was never used. Sees committed data only. */
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  /**
   * Like `read`, and tells at the cost of one lookup which conditions the resource meets.
   * @returns undefined, like a store without it, when the framework should ask separately
   */
  readMeeting?(
    type: string,
    id: string,
    asked: Pick<ConditionsRequest, 'conditions' | 'unseen'>,
  ): Promise<VersionMeeting | undefined> | undefined;
  /**
   * Like `read`, for several resources at the cost of one. Ids that were never used are left out. In no particular
   * order.
   */
  readEach?(keys: readonly ResourceKey[]): Promise<readonly StoredVersion[]>;
  /** A version. Any versionId may be passed, including one that this store would never make. */
  vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined>;
  /** The versions of a resource; none when its id was never used. Sees committed data only. */
  history(request: HistoryRequest): Promise<HistoryPage>;
  /** Absent when the store has no type history. Sees committed data only. */
  typeHistory?(request: TypeHistoryRequest): Promise<TypeHistoryPage>;
  /**
   * The current resources that match, according to the index entries that came with the writes. Sees committed data
   * only. A resource that matches from before the first page is read until after the last one is on exactly one page,
   * whatever is written in the meantime.
   */
  search(request: SearchRequest): Promise<SearchPage>;
  /**
   * For each value of a search parameter, the id of one current resource that has it, regardless of access. An id may
   * occur more than once. Absent when the store cannot list values.
   */
  samples?(request: SampleRequest): Promise<readonly string[]>;
  /**
   * Runs `work` in one transaction. All its writes become visible together, or none if it throws or takes longer than
   * `LONGEST_WRITE_MS` from its first write. `work` may run several times, because deadlocks and lock waits are
   * retried; it must have no effects outside the unit.
   * @throws FhirError `unavailable` when the database cannot be reached, or is still locked after the last try
   */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Resolves when the database answers.
   * @throws FhirError `unavailable`
   */
  ping(): Promise<void>;
  /**
   * A consistent snapshot of the current data, to be read while others write. Absent, or undefined, when the store
   * cannot provide one;
   * readers then see what is written in the meantime.
   */
  snapshot?(): Promise<StoreSnapshot | undefined>;
  /** Absent when searches do not use an index of the entries that come with writes. */
  readonly index?: SearchIndex;
  /** Absent when jobs cannot be stored; operations that need them are then not served. */
  readonly jobs?: JobStore;
  /** Absent when the store cannot keep an audit log. */
  readonly audit?: AuditLog;
  /** Absent when processes cannot share request counts; each then counts on its own. */
  readonly rates?: RateStore;
  /**
   * A random value of at least 32 characters stored under a name. It is created on first use and is the same for every
   * process that shares the data. Absent when the store keeps no secrets.
   */
  secret?(name: string): Promise<string>;
  /** Absent when the store cannot tell. */
  load?(): StoreLoad;
}
