import { type Language, say } from '../messages';
import type { FhirOptions } from '../options/fhir-options';
import type { ResourceDefinition } from '../plugin/resource-definition';
import type { Site } from './page-view';

/** What HTML pages need to know about the server. */
export function siteOf(
  { software, baseUrl, navigation = [] }: FhirOptions,
  languages: readonly Language[],
  definitions: ReadonlyMap<string, Pick<ResourceDefinition, 'interactions'>> = new Map(),
): Site {
  const metadata = { label: say`Metadata`, url: `${new URL(baseUrl).pathname}/metadata` };
  return {
    name: software.name,
    version: software.version,
    baseUrl,
    languages,
    nav: [metadata, ...navigation],
    serves: (type, interaction) => definitions.get(type)?.interactions.includes(interaction) === true,
  };
}
