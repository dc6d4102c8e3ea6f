import type { JsonObject } from '../src/fhir';
import type { Installation, Peer } from './beside-peer';
import { installedMedplum } from './installed';

/** The first versions (4.x) have no FHIRPath Patch. It is no dependency: 95 MB, for one comparison. */
export const PATCH_PEER: Installation = { packages: ['@medplum/core@5.2.13'], variable: 'BENCH_PEER' };

/** What is used of the peer's exports. */
interface PeerExports {
  deepClone(resource: JsonObject): JsonObject;
  parseFhirPathPatchParameters(parameters: JsonObject): unknown[];
  fhirpathPatchTypedValue(original: { type: string; value: JsonObject }, patch: unknown[]): void;
}

/**
 * All that stands between a stored resource and a patched one, as the peer in the folder BENCH_PEER names does it;
 * undefined without it.
 * @throws Error when the folder is named and the package is not in it
 */
export function loadPatchPeer(): Peer<[resource: JsonObject, parameters: JsonObject], JsonObject> | undefined {
  const folder = process.env[PATCH_PEER.variable];
  if (!folder) return undefined;
  const { api, name } = installedMedplum<PeerExports>(folder);
  const { deepClone, parseFhirPathPatchParameters, fhirpathPatchTypedValue } = api;
  return {
    name,
    run(resource, parameters) {
      // It writes into what it is given, and a refused patch must leave the stored resource as it was.
      const value = deepClone(resource);
      fhirpathPatchTypedValue({ type: value.resourceType as string, value }, parseFhirPathPatchParameters(parameters));
      return value;
    },
  };
}
