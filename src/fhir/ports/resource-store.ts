import type { StoreCapabilities } from './capabilities';
import type { AuditLog } from './audit';
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

/** What a store may count on when it runs a unit of work. */
export interface TransactionOptions {
  /**
   * Much is written: the store may compare and write when something is asked or at the commit, all of it at once. What then is
   * not current fails that step with `StaleWriteError`, and the unit with it.
   */
  readonly late?: boolean;
}

export const RESOURCE_STORE = Symbol('ResourceStore');

/**
 * Port: everything the FHIR layer asks of a database. Adapters live outside `src/fhir`.
 * If-Match, no-op detection, patch, validation and formats are the framework's; a store only keeps versions.
 * `describeStore` of the testing kit is the suite every adapter passes.
 */
export interface ResourceStore extends StoreReader {
  /** What it can do for a type; the same as long as the process runs. */
  capabilities(type: string): StoreCapabilities;
  /** The current version, a deletion included; undefined when the id was never used. Sees committed data only. */
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  /** `read` of several, at the price of one; those that were never used are not among them. In any order. */
  readEach?(keys: readonly ResourceKey[]): Promise<readonly StoredVersion[]>;
  /** Any versionId may be asked for, also one that this store would never make. */
  vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined>;
  history(request: HistoryRequest): Promise<HistoryPage>;
  /** Absent where no type has such a history. Sees committed data only. */
  typeHistory?(request: TypeHistoryRequest): Promise<TypeHistoryPage>;
  /**
   * The current resources that fit, by the entries that the writes told. What was there before the first page
   * and is there after the last is on one page, and on no other, whatever is written meanwhile. Sees committed data only.
   */
  search(request: SearchRequest): Promise<SearchPage>;
  /**
   * For each value that current resources have of a search parameter the id of one that has it, whoever may see it; an id may come
   * several times. Absent where values are not listed.
   */
  samples?(request: SampleRequest): Promise<readonly string[]>;
  /**
   * Runs `work` in one transaction: all its writes become visible together, or none when it throws, or when it takes longer
   * than `LONGEST_WRITE_MS` from its first write.
   * `work` may run several times (a deadlock or a lock wait is retried), so it has no effect outside the unit.
   * @throws FhirError `unavailable` when the database cannot be reached, or stays locked after the last try
   */
  transaction<T>(work: (unit: UnitOfWork) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Resolves when the database answers. @throws FhirError `unavailable` */
  ping(): Promise<void>;
  /**
   * The data of this moment, to go through while others write. Absent, or undefined: it cannot be had here, and whoever goes
   * through the data sees what was written meanwhile.
   */
  snapshot?(): Promise<StoreSnapshot | undefined>;
  /** Absent where searches are answered without an index of what writes tell. */
  readonly index?: SearchIndex;
  /** Absent where no jobs can be kept: operations that need them are not served then. */
  readonly jobs?: JobStore;
  /** Absent where nothing can be kept of what was done. */
  readonly audit?: AuditLog;
  /** Absent where processes cannot tell each other how often clients asked: each counts for itself then. */
  readonly rates?: RateStore;
  /**
   * A random value of 32 characters or more that is kept under a name: made for the first who asks, and the same for
   * everybody with the same data. Absent where nothing is kept.
   */
  secret?(name: string): Promise<string>;
  /** Absent where there is nothing to tell. */
  load?(): StoreLoad;
}
