import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { KeyedQueue } from './keyed-queue';
import type { Plan } from './write-plan';

/**
 * Sorted names of the resources that other requests may write as well.
 * @throws FhirError `invalid-request` when two plans are about the same resource
 */
export function turnsOf(plans: readonly Plan[]): readonly string[] {
  const keys = plans.flatMap((plan) => (isOthers(plan) ? [turnOf(plan)] : []));
  if (keys.length < 2) return keys;
  const sorted = keys.sort();
  const twice = sorted.find((key, index) => key === sorted[index + 1]);
  if (twice === undefined) return sorted;
  const text = say`${twice} is written twice in one request`;
  throw new FhirError('invalid-request', text, [{ text, hint: say`Name each resource once.`, resource: twice }]);
}

/** Takes the turn of each resource in sorted order, which prevents deadlocks, and then does the work. */
export function inTurn<T>(queue: KeyedQueue, keys: readonly string[], work: () => Promise<T>, at = 0): Promise<T> {
  const key = keys[at];
  return key === undefined ? work() : queue.run(key, () => inTurn(queue, keys, work, at + 1));
}

/** Every process locks rows in this order, which prevents deadlocks between them. */
export function byName({ plan: one }: { readonly plan: Plan }, { plan: other }: { readonly plan: Plan }): number {
  const [a, b] = [turnOf(one), turnOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A new resource without an id has no competing writers, so it sorts last. */
function turnOf({ context, id = '~' }: Plan): string {
  return `${context.type}/${id}`;
}

function isOthers(plan: Plan): boolean {
  const isNew = (plan.interaction === 'create' || plan.interaction === 'update') && plan.isNew === true;
  return plan.id !== undefined && !isNew;
}
