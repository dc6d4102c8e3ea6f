import type { HealthcareService, Location, Organization, Practitioner, PractitionerRole } from 'fhir/r4';
import { locations } from './locations';
import { organizations } from './organizations';
import { practitioners } from './practitioners';
import { roles } from './roles';
import { services } from './services';

export type SampleResource = Organization | HealthcareService | Practitioner | PractitionerRole | Location;

const directory: readonly SampleResource[] = [...organizations, ...locations, ...services, ...practitioners, ...roles];

/**
 * A small, coherent health directory to explore the server with. Every name and number in it is invented.
 *
 * Each resource comes after the ones it refers to, with its `id` but without `meta.versionId` and `meta.lastUpdated`,
 * which the server sets. Ids are fixed, because the update scenarios of the ROR guide use some of them. Each call
 * returns a new copy.
 */
export function sampleDirectory(): readonly SampleResource[] {
  return structuredClone(directory);
}

/** One resource of the sample by its reference, such as `Organization/1234`. @throws Error when there is none */
export function sampleResource(reference: string): SampleResource {
  const found = directory.find(({ resourceType, id }) => `${resourceType}/${id}` === reference);
  if (!found) throw new Error(`${reference} is not in the sample directory`);
  return structuredClone(found);
}
