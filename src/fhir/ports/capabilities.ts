import type { SearchSupport } from './search';

/**
 * What a store can do for the resources of one type. Routes, `Allow`, CapabilityStatement, OpenAPI, `Content-Location`
 * and refusals follow; what is not declared is not asked of it.
 */
export interface StoreCapabilities {
  /** `kept`: every version can be read again. `current`: only the one that is current now. */
  readonly versions: 'kept' | 'current';
  /** Versions can be listed, deletions included. */
  readonly history: boolean;
  /** The versions of all its resources can be listed by time: `ResourceStore.typeHistory`. */
  readonly typeHistory?: boolean;
  /** Who gives a new resource its logical id: the client or the framework, or the store (AUTO_INCREMENT, say). */
  readonly ids: 'client' | 'store';
  readonly creates: boolean;
  readonly updates: boolean;
  readonly deletes: boolean;
  /** `UnitOfWork.hold` and `missing` keep others out; without, `hold` is not asked, and what was looked at may change until the commit. */
  readonly locks: boolean;
  /** `UnitOfWork.referrers` tells who refers to a resource. */
  readonly referrers: boolean;
  /**
   * Writes by criteria are free of races: `UnitOfWork.search` sees what the unit has written, and `hold` keeps apart those who
   * hold one key, though no resource has it. Absent: what is created, updated or deleted is named by its id alone.
   */
  readonly criteria?: boolean;
  /** What it answers of search; nothing: the type cannot be searched. */
  readonly search: SearchSupport;
  /** Its index keeps the labels of entries, and searches obey `SearchRequest.unseen`; absent: it does not. */
  readonly labels?: boolean;
  /** By which search parameters it sorts; absent: by none. */
  readonly sort?: SearchSupport;
  /** It sorts by what references lead to as well (`SearchSort.over`). */
  readonly sortOver?: boolean;
}

/** A store that leaves nothing out. */
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
} as const);
