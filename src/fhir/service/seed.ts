import type { FhirResource } from 'fhir/r4';
import { stringifyJson, type JsonObject } from '../json';
import type { ResourceStore } from '../ports/resource-store';
import { indexChange } from './index-change';
import { stamp } from './stamp';

/**
 * Puts resources into a store under the ids they have, all in one transaction; an id that was ever used is left alone.
 * For data that comes with the server: nothing is validated, no hook runs.
 * @returns how many were new
 */
export function seed(store: ResourceStore, resources: readonly FhirResource[], at: Date): Promise<number> {
  return store.transaction(async (unit) => {
    let written = 0;
    for (const resource of resources) {
      const { resourceType: type, id = '' } = resource;
      if (await unit.read(type, id)) continue;
      const stamped = stamp(resource as unknown as JsonObject, id, '1', at);
      const version = {
        type,
        id,
        versionId: '1',
        lastUpdated: at,
        interaction: 'create',
        json: stringifyJson(stamped),
      } as const;
      await unit.write(version, null, indexChange(undefined, stamped));
      written += 1;
    }
    return written;
  });
}
