import type { ConditionsRequest, MetConditions } from './conditions';
import type { IndexChange } from './index-change';
import type { SearchPage, SearchRequest } from './search';
import type { ResourceKey, StoredVersion, VersionDraft } from './versions';

/** A resource that refers to another one, and the path of the referring element. */
export interface Referrer extends ResourceKey {
  /** As in `IndexedReference`. */
  readonly path: string;
}

/** Thrown by `UnitOfWork.write` when the expected version is not the current one. */
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
 * How a unit of work locks a resource, existing or not, until the unit ends.
 * - `shared`: the unit relies on what it reads of the resource.
 * - `exclusive`: the unit changes what others may rely on.
 */
export type Hold = 'shared' | 'exclusive';

/** The operations available within one transaction of one store. */
export interface UnitOfWork {
  /**
   * The current version as this unit sees it, including its own writes; it may be a deletion. Undefined when the id was
   * never used.
   */
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  /**
   * Writes `draft` as the new current version. Comparing `expected` and writing is one atomic step; callers need not,
   * and must not, check the version beforehand.
   * @param expected versionId that must still be current (a deletion has one too); null when the id must never have
   *   been used
   * @param index how the index entries and references change with this version. Absent or empty: they stay as they are,
   *   at no cost. Adding an existing one or removing a missing one has no effect. The change of a deletion removes all
   *   entries; the references of a deleted resource are removed in any case.
   * @returns the version as every later read returns it
   * @throws StaleWriteError when `expected` is not current; nothing is written. A unit that is `late` or `joins` may throw
   *   it at its end
   * @throws FhirError `unprocessable` for content the store cannot keep; nothing is dropped silently
   */
  write(draft: VersionDraft, expected: string | null, index?: IndexChange): Promise<StoredVersion>;
  /**
   * Locks resources. When two units hold the same resource and at least one holds it `exclusive`, one waits for the
   * other and then sees what it wrote, or starts again. Units that hold it `shared` do not block each other, and a
   * write without holds blocks nobody. A unit whose decision depends on other resources must therefore hold those
   * `shared` before it reads them, and hold what it writes `exclusive`. Of several units that each read what another
   * one writes, the last then sees the writes of all the others.
   *
   * Not called for a store that does not declare `locks`.
   */
  hold(how: Hold, keys: readonly ResourceKey[]): Promise<void>;
  /**
   * Which of these resources do not exist: never used, or deleted. All of them are held `shared`.
   * @returns each key once, ascending by type and id
   */
  missing(keys: readonly ResourceKey[]): Promise<readonly ResourceKey[]>;
  /**
   * The other current resources that refer to a resource, according to the references passed with the writes, including
   * those of this unit. The resource is held `exclusive`, so that a concurrent writer that checks it with `missing`
   * cannot add a referrer in the meantime. The resource itself may belong to another store. Not called for a store that
   * does not declare `referrers`.
   * @param limit maximum number of entries, at least 1
   * @returns one entry per path, ascending by type, id and path
   */
  referrers(type: string, id: string, limit: number): Promise<readonly Referrer[]>;
  /**
   * Lets the unit commit only if a note of the store's index (`SearchIndex.note`) has this value then; a note that does
   * not exist has any value. Nobody can change the note between that moment and the commit. Only for stores with
   * `index`.
   * @throws FhirError `unavailable` here or at the commit, when it has another one
   */
  relyOn?(note: string, digest: string): Promise<void>;
  /**
   * Like `ResourceStore.search`, but includes what this unit has written. After a hold it sees the writes of all units
   * that held the same key before. Not called for a store that does not declare `criteria`.
   */
  search?(request: SearchRequest): Promise<SearchPage>;
  /** Like `ResourceStore.conditionsMet`, but includes what this unit has written. */
  conditionsMet?(request: ConditionsRequest): Promise<MetConditions> | undefined;
}
