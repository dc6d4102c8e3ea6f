import type { SearchSupport } from './search';

/**
 * What a store can do for the resources of one type. Routes, `Allow`, CapabilityStatement, OpenAPI, `Content-Location`
 * and refusals are derived from it. The framework never calls what is not declared.
 */
export interface StoreCapabilities {
  /** `kept`: every version can be read. `current`: only the current one. */
  readonly versions: 'kept' | 'current';
  /** Versions can be listed, including deletions. */
  readonly history: boolean;
  /** The versions of all resources of the type can be listed by time: `ResourceStore.typeHistory`. */
  readonly typeHistory?: boolean;
  /**
   * Who assigns the logical id of a new resource: the client or the framework, or the store (such as AUTO_INCREMENT).
   */
  readonly ids: 'client' | 'store';
  readonly creates: boolean;
  readonly updates: boolean;
  readonly deletes: boolean;
  /**
   * `UnitOfWork.hold` and `missing` lock out other writers. Otherwise `hold` is not called, and what a unit has read
   * may change before it commits.
   */
  readonly locks: boolean;
  /** `UnitOfWork.referrers` is supported. */
  readonly referrers: boolean;
  /**
   * Conditional writes are free of races: `UnitOfWork.search` sees what the unit has written, and `hold` serialises
   * units that hold the same key even if no resource has it. When absent, create, update and delete address resources
   * by id only.
   */
  readonly criteria?: boolean;
  /** The searches it answers. With an empty list the type cannot be searched. */
  readonly search: SearchSupport;
  /** Its index keeps the labels of entries, and searches obey `SearchRequest.unseen`. False when absent. */
  readonly labels?: boolean;
  /** The search parameters it can sort by; none when absent. */
  readonly sort?: SearchSupport;
  /**
   * The store finds nothing, because the service of the type decides who sees what: includes ask the service, and the
   * type is not exported. False when absent.
   */
  readonly closed?: boolean;
  /** It can also sort by values of referenced resources (`SearchSort.over`). */
  readonly sortOver?: boolean;
  /**
   * The parameters of `sort` by which it sorts exactly as `comparePositions` does, so that its types can be sorted
   * together with others. Its searches must then accept `SearchRequest.border`, with and without `sort`, return
   * `places` on request, and support `previous`. Tokens are only sorted together within one store, since stores may
   * compare long values in their own way. When absent, none.
   */
  readonly sortAmong?: SearchSupport;
}

/** The capabilities of a store that supports everything. */
export const EVERY_CAPABILITY: StoreCapabilities = Object.freeze({
  versions: 'kept',
  history: true,
  typeHistory: true,
  ids: 'client',
  creates: true,
  updates: true,
  deletes: true,
  locks: true,
  referrers: true,
  criteria: true,
  search: 'all',
  labels: true,
  sort: 'all',
  sortOver: true,
  sortAmong: 'all',
} as const);
