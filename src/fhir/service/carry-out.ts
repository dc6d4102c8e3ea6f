import type { StagedUnit } from './staged-unit';
import type { Plan, PlanOutcome } from './write-plan';

/** Makes plans of what is stored now. */
export type MakePlans = () => Promise<readonly Plan[]>;

/**
 * What belongs to a unit of work and comes last.
 * @param unit absent where nothing is written
 * @param outcomes of the plans, in their order
 */
export type Finish<T> = (unit: StagedUnit | undefined, outcomes: readonly PlanOutcome[]) => Promise<T>;

export interface Carried<T> {
  /** One for each plan, in their order. */
  readonly outcomes: readonly PlanOutcome[];
  readonly finished: T;
}
