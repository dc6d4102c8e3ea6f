import type { Unseen } from './labels';
import type { SearchClause } from './search';
import type { StoredVersion } from './versions';

/** Asks which conditions some resources of a type meet. */
export interface ConditionsRequest {
  readonly type: string;
  /** 1 to 1,000. */
  readonly ids: readonly string[];
  /**
   * At least one. All clauses of a condition must match. The same lists are passed again and again and never change, so a store may
   * keep what it makes of one for as long as the list exists.
   */
  readonly conditions: readonly (readonly SearchClause[])[];
  /** Absent when no labels exist. Nothing is hidden from the question: there is no mask by type. */
  readonly unseen?: Pick<Unseen, 'usual'>;
}

/** By id, whether each condition is met, in the order of the request. Resources that do not exist are left out. */
export type MetConditions = ReadonlyMap<string, readonly boolean[]>;

/** A current version, which may be a deletion, and which conditions its resource meets, in the order of the request. */
export interface VersionMeeting {
  readonly version: StoredVersion;
  readonly met: readonly boolean[];
}
