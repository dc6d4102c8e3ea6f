import type { FhirOptions } from '../options/fhir-options';
import type { Site } from './page-view';

/** What pages for people say of the server. */
export function siteOf({ software, baseUrl, navigation = [] }: FhirOptions): Site {
  const metadata = { label: 'Metadata', url: `${new URL(baseUrl).pathname}/metadata` };
  return { name: software.name, version: software.version, baseUrl, nav: [metadata, ...navigation] };
}
