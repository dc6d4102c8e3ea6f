import type { FhirResource } from 'fhir/r4';
import { indexChange, stringifyJson, type JsonObject, type ResourceStore } from '../../src/fhir';
import { draftOf } from './draft-of';

/** Resources per transaction: a store rolls back one that takes too long, as many do on a busy machine. */
const AT_ONCE = 100;

/** Writes resources into a store under their own ids, each as version 1. */
export async function fill(store: ResourceStore, resources: readonly FhirResource[]): Promise<void> {
  for (let at = 0; at < resources.length; at += AT_ONCE) {
    await store.transaction(async (unit) => {
      for (const each of resources.slice(at, at + AT_ONCE)) {
        const resource = each as unknown as JsonObject;
        const facts = { type: each.resourceType, id: each.id!, versionId: '1', lastUpdated: new Date(0) };
        const draft = draftOf({ ...facts, interaction: 'create', json: stringifyJson(resource) });
        await unit.write(draft, null, indexChange(undefined, resource));
      }
    });
  }
}
