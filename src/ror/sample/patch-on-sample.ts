import type { PatchExample } from '../../fhir';
import { sampleResource } from './sample-directory';

/**
 * A patch to be tried on a resource of the sample directory, which is named by its last identifier too: of a place with
 * beds that is the name the bed-management software knows it by.
 * @param reference `Location/5253`
 */
export function patchOnSample(reference: string, body: object): PatchExample {
  const { id = '', identifier = [] } = sampleResource(reference);
  const { system, value } = [identifier].flat().at(-1) ?? {};
  return { id, body, ...(value !== undefined && { identifier: [system ?? [], value].flat().join('|') }) };
}
