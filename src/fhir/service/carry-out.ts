import type { StagedUnit } from './staged-unit';
import type { Plan, PlanOutcome } from './write-plan';

/** Makes plans from the state that is stored now. */
export type MakePlans = () => Promise<readonly Plan[]>;

/**
 * The last step of a unit of work, before it commits.
 * @param unit absent when nothing is written
 * @param outcomes one per plan, in order
 */
export type Finish<T> = (unit: StagedUnit | undefined, outcomes: readonly PlanOutcome[]) => Promise<T>;

export interface Carried<T> {
  /** One per plan, in order. */
  readonly outcomes: readonly PlanOutcome[];
  readonly finished: T;
}
