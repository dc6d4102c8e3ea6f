import type { Interaction } from '../../fhir';
import { rorUrl } from './canonical';

/** Canonical URL of the ROR profile of a type; `name` as in the guide, such as `healthcareservice`. */
export function rorProfile(name: string): string {
  return rorUrl(`ror-${name}`);
}

/** The interactions of every type of the directory. */
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
