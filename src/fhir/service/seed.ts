import type { FhirResource } from 'fhir/r4';
import type { JsonObject } from '../json';
import type { RequestContext } from '../plugin/request-context';
import type { StoreRegistry } from './store-registry';
import type { WritePipeline } from './write-pipeline';
import type { WritePlan } from './write-plan';

/**
 * Writes resources under their own ids, all resources of one store in one unit; ids that were ever used are skipped.
 * For data shipped with the server: nothing is validated and no hook runs, but references are checked.
 * @returns the number of resources created
 */
export async function seed(
  stores: StoreRegistry,
  pipeline: WritePipeline,
  resources: readonly FhirResource[],
): Promise<number> {
  let written = 0;
  for (const store of stores.all) {
    const kept = resources.filter(({ resourceType }) => stores.of(resourceType) === store);
    const outcomes = await pipeline.run(kept.map(planOf));
    written += outcomes.filter(({ created }) => created).length;
  }
  return written;
}

function planOf(resource: FhirResource): WritePlan {
  const { resourceType: type, id = '' } = resource;
  const context: RequestContext = {
    requestId: 'seed',
    ofServer: true,
    interaction: 'create',
    type,
    id,
    handling: 'strict',
    dryRun: false,
    headers: {},
  };
  return {
    context,
    id,
    interaction: 'create',
    conditions: {},
    isTrusted: true,
    draft: (previous, tombstone) =>
      previous || tombstone ? undefined : { resource: resource as unknown as JsonObject },
  };
}
