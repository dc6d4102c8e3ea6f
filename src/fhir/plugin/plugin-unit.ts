import type { JsonObject } from '../json/json-value';
import type { UnitOfWork } from '../ports/unit-of-work';
import type { StoredVersion, WriteInteraction } from '../ports/versions';

/** A version that is written in a unit of work and not committed yet. */
export interface StagedWrite {
  readonly version: StoredVersion;
  /** With its `id`; absent when it is a deletion. */
  readonly resource?: Readonly<JsonObject>;
  /** The resource before this unit of work; absent when it did not exist. */
  readonly previous?: Readonly<JsonObject>;
}

/** What a plugin writes beside the request: nobody validates it, and references it adds must hold as any others. */
export interface PluginWrite {
  readonly type: string;
  /** Absent: the resource is new, and the store gives the id. */
  readonly id?: string;
  readonly interaction: WriteInteraction;
  /** null: a deletion. */
  readonly resource: Readonly<JsonObject> | null;
}

/**
 * The unit of work of a request, as hooks get it. It belongs to the store of what the request writes: of a type that is
 * kept in another store nothing can be read or written here.
 */
export interface PluginUnit extends Pick<UnitOfWork, 'read' | 'hold' | 'missing' | 'referrers'> {
  /**
   * Writes one more resource together with that of the request.
   * @param expected as of `UnitOfWork.write`
   * @throws StaleWriteError the whole request starts again
   * @throws FhirError `unprocessable` for a type that is kept in another store
   */
  write(write: PluginWrite, expected: string | null): Promise<StoredVersion>;
  /** What was written so far, in order. */
  readonly staged: readonly StagedWrite[];
  /** The store's own, for what only this store can do; a resource that is written by it goes past all checks. */
  readonly inner: UnitOfWork;
}
