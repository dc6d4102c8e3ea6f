import { FhirError } from '../../errors/fhir-error';
import type { UnitReads } from '../../plugin/request-context';
import type { StoreRegistry } from '../store-registry';
import type { Plan } from '../write-plan';
import { hasRival } from './assumption-check';

/**
 * The type of a plan that failed because another request created what its criteria find; undefined for any other
 * failure.
 */
export async function rivalOf(
  stores: StoreRegistry,
  plans: readonly Plan[],
  failure: unknown,
): Promise<string | undefined> {
  if (!(failure instanceof FhirError) || failure.kind !== 'unprocessable') return undefined;
  const committed: UnitReads = {
    read: (type, id) => stores.of(type).read(type, id),
    search: (request) => stores.of(request.type).search(request),
  };
  for (const { interaction, assumes = [], id } of plans) {
    if (interaction !== 'create' && interaction !== 'update') continue;
    for (const each of assumes) if (await hasRival(committed, each, id)) return each.type;
  }
  return undefined;
}
