import type { IndexChange } from './index-change';
import type { SearchPage, SearchRequest } from './search';
import type { ResourceKey, StoredVersion, VersionDraft } from './versions';

/** A resource that refers to another one, and where it does. */
export interface Referrer extends ResourceKey {
  /** As in `IndexedReference`. */
  readonly path: string;
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

/** What may be done inside one transaction of one store. */
export interface UnitOfWork {
  read(type: string, id: string): Promise<StoredVersion | undefined>;
  /**
   * Makes a version of `draft`, the current one from now on. Comparing `expected` and writing are one atomic step;
   * callers need not, and must not, check the version beforehand.
   * @param expected versionId that must still be current (a deletion has one too); null: the id was never used
   * @param index how the identifiers and references change with this version; absent or empty: they stay, and nothing
   * is spent on them. Adding what is there, or removing what is not, changes nothing. A deletion's change removes all
   * identifiers; the references of a deleted resource go whatever its change says.
   * @returns the version as every later read gives it
   * @throws StaleWriteError when `expected` is not current; nothing is written
   * @throws FhirError `unprocessable` for what the store cannot keep: nothing is lost in silence
   */
  write(draft: VersionDraft, expected: string | null, index?: IndexChange): Promise<StoredVersion>;
  /**
   * Of two units that hold one resource, one of them exclusively, one waits for the other and then sees what it wrote, or
   * starts again. Units that hold it `shared` do not disturb each other, and a write that holds nothing disturbs nobody. So
   * a unit that decides by what it reads of others holds those `shared` before it reads them, and what it writes itself
   * `exclusive`; then of units that each read what another writes, the last one sees all the others.
   *
   * Not asked of a store that declares no `locks`.
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
   * is `missing`. Not asked of a store that declares no `referrers`. The resource need not be one of this store.
   * @param limit entries at most, 1 or more
   * @returns one entry a path, ascending by type, id and path
   */
  referrers(type: string, id: string, limit: number): Promise<readonly Referrer[]>;
  /**
   * As that of the store, and what this unit has written counts. After a hold it sees what those have left behind who held the
   * same before. Not asked of a store that declares no `criteria`.
   */
  search?(request: SearchRequest): Promise<SearchPage>;
}
