import type { PatchExample } from '../../fhir';
import { sampleResource } from './sample-directory';

/**
 * An example patch for a resource of the sample directory. It also gives the resource's last identifier; for a place
 * with beds, that is the one used by bed-management software.
 * @param reference such as `Location/5253`
 */
export function patchOnSample(reference: string, body: object): PatchExample {
  const { id = '', identifier = [] } = sampleResource(reference);
  const { system, value } = [identifier].flat().at(-1) ?? {};
  return { id, body, ...(value !== undefined && { identifier: [system ?? [], value].flat().join('|') }) };
}
