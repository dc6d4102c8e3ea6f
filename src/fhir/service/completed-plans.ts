import type { StoredVersion } from '../ports/versions';
import { byName } from './turns';
import type { DeletePlan, Plan, WritePlan } from './write-plan';

/** Sorts writes by name. Those that need the versions of others come last. */
export function inOrder<W extends { readonly plan: WritePlan | DeletePlan }>(writes: readonly W[]): readonly W[] {
  const first = writes.filter(({ plan }) => !isCompleted(plan)).sort(byName);
  return first.length === writes.length ? first : [...first, ...writes.filter(({ plan }) => isCompleted(plan))];
}

function isCompleted(plan: Plan): boolean {
  return plan.interaction !== 'delete' && plan.interaction !== 'none' && plan.complete !== undefined;
}

/** Reports the final version of its resource to a plan. */
export function settle(plan: Plan, version: StoredVersion | undefined): void {
  if (version && plan.interaction !== 'delete' && plan.interaction !== 'none') plan.settled?.(version);
}
