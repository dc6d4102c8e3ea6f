import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { KeyedQueue } from './keyed-queue';
import type { Plan } from './write-plan';

/**
 * What others may write as well, ascending.
 * @throws FhirError `invalid-request` when two plans are about one resource
 */
export function turnsOf(plans: readonly Plan[]): readonly string[] {
  const keys = plans.flatMap((plan) => (isOthers(plan) ? [nameOf(plan)] : []));
  if (keys.length < 2) return keys;
  const sorted = keys.sort();
  const twice = sorted.find((key, index) => key === sorted[index + 1]);
  if (twice === undefined) return sorted;
  const text = say`${twice} is written twice in one request`;
  throw new FhirError('invalid-request', text, [{ text, hint: say`Name each resource once.` }]);
}

/** Writers of one resource take turns; who writes several takes the turns in one order, so that nobody waits in a circle. */
export function inTurn<T>(queue: KeyedQueue, keys: readonly string[], work: () => Promise<T>, at = 0): Promise<T> {
  const key = keys[at];
  return key === undefined ? work() : queue.run(key, () => inTurn(queue, keys, work, at + 1));
}

/** Rows are locked in one order by everybody: of processes that write the same resources none waits for another in a circle. */
export function byName({ plan: one }: { readonly plan: Plan }, { plan: other }: { readonly plan: Plan }): number {
  const [a, b] = [nameOf(one), nameOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is new and has no id yet is nobody else's: it comes last. */
function nameOf({ context, id = '~' }: Plan): string {
  return `${context.type}/${id}`;
}

function isOthers(plan: Plan): boolean {
  const isNew = (plan.interaction === 'create' || plan.interaction === 'update') && plan.isNew === true;
  return plan.id !== undefined && !isNew;
}
