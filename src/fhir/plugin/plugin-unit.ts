import type { JsonObject } from '../json/json-value';
import type { UnitOfWork } from '../ports/unit-of-work';
import type { StoredVersion, WriteInteraction } from '../ports/versions';

/** A version written in a unit of work that has not been committed yet. */
export interface StagedWrite {
  readonly version: StoredVersion;
  /** Includes its `id`; absent for a deletion. */
  readonly resource?: Readonly<JsonObject>;
  /** The resource as it was before this unit of work; absent when it did not exist. */
  readonly previous?: Readonly<JsonObject>;
}

/**
 * A write that a plugin adds to the request's own. It is not validated, but the references it adds must resolve like
 * any others.
 */
export interface PluginWrite {
  readonly type: string;
  /** Absent when the resource is new and the store assigns the id. */
  readonly id?: string;
  readonly interaction: WriteInteraction;
  /** null: a deletion. */
  readonly resource: Readonly<JsonObject> | null;
}

/**
 * The unit of work of a request, as hooks see it. It belongs to the store that the request writes to; resources of
 * types kept in another store can be neither read nor written through it.
 */
export interface PluginUnit extends Pick<UnitOfWork, 'read' | 'hold' | 'missing' | 'referrers'> {
  /**
   * Writes another resource in the transaction of the request.
   * @param expected as for `UnitOfWork.write`
   * @throws StaleWriteError when `expected` is not current, now or at the end of the unit; do not catch it: the whole
   * request is retried
   * @throws FhirError `unprocessable` when the type is kept in another store
   */
  write(write: PluginWrite, expected: string | null): Promise<StoredVersion>;
  /** Everything written in this unit so far, in order. */
  readonly staged: readonly StagedWrite[];
  /** The store's own unit, for features that only this store has. Resources written through it bypass all checks. */
  readonly inner: UnitOfWork;
}
