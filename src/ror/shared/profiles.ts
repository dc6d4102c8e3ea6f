import type { Interaction } from '../../fhir';

/** Canonical URL of the ROR profile of a type; `name` as the guide writes it: `healthcareservice`. */
export function rorProfile(name: string): string {
  return `https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-${name}`;
}

/** What every type of the directory is served with. */
export const allInteractions: readonly Interaction[] = [
  'read',
  'vread',
  'history-instance',
  'history-type',
  'search-type',
  'create',
  'update',
  'patch',
  'delete',
];
