import type { JsonObject } from '../src/fhir';
import type { Installation, Peer } from './beside-peer';
import { installedMedplum } from './installed';

/** Versions 4.x have no FHIRPath Patch. It is not a dependency, because it takes 95 MB for one comparison. */
export const PATCH_PEER: Installation = { packages: ['@medplum/core@5.2.13'], variable: 'BENCH_PEER' };

/** The peer's exports that are used. */
interface PeerExports {
  deepClone(resource: JsonObject): JsonObject;
  parseFhirPathPatchParameters(parameters: JsonObject): unknown[];
  fhirpathPatchTypedValue(original: { type: string; value: JsonObject }, patch: unknown[]): void;
}

/**
 * Patches a stored resource by the peer from the folder in BENCH_PEER; undefined when that is not set.
 * @throws Error when the folder lacks the package
 */
export function loadPatchPeer(): Peer<[resource: JsonObject, parameters: JsonObject], JsonObject> | undefined {
  const folder = process.env[PATCH_PEER.variable];
  if (!folder) return undefined;
  const { api, name } = installedMedplum<PeerExports>(folder);
  const { deepClone, parseFhirPathPatchParameters, fhirpathPatchTypedValue } = api;
  return {
    name,
    run(resource, parameters) {
      // The peer modifies its input, and a refused patch must leave the stored resource unchanged.
      const value = deepClone(resource);
      fhirpathPatchTypedValue({ type: value.resourceType as string, value }, parseFhirPathPatchParameters(parameters));
      return value;
    },
  };
}
