import { isJsonObject, type JsonObject } from '../json/json-value';

/**
 * Tag of a resource from which elements were left out, so that nobody mistakes it for the complete one.
 * @see https://hl7.org/fhir/R4/search.html#summary
 */
export const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
  display: 'Resource encoded in summary mode',
} as const;

export function isSubsetted({ meta }: Readonly<JsonObject>): boolean {
  const tags = isJsonObject(meta) ? meta['tag'] : undefined;
  return (
    Array.isArray(tags) &&
    tags.some((tag) => isJsonObject(tag) && tag['code'] === SUBSETTED.code && tag['system'] === SUBSETTED.system)
  );
}
