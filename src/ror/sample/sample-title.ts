import { type JsonObject, titleOf } from '../../fhir';
import { EXTENSION } from '../shared/extensions';
import type { SampleResource } from './sample-directory';

/** A title for a resource of the sample. A role includes the name of its holder, since many share a profession. */
export function sampleTitle(resource: SampleResource): string {
  const title = titleOf({ ...resource } as unknown as JsonObject);
  if (resource.resourceType !== 'PractitionerRole') return title;
  const name = resource.extension?.find(({ url }) => url === EXTENSION.practitionerRoleName)?.extension ?? [];
  const part = (url: string) => name.find((entry) => entry.url === url)?.valueString;
  const who = [part('exerciseFirstName'), part('exerciseLastName')].filter(Boolean).join(' ');
  return who ? `${who}, ${title}` : title;
}
