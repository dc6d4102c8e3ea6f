import { isJsonObject, type JsonObject } from '../json/json-value';

/** Marks a resource that lacks elements, so that nobody takes it for the whole. @see https://hl7.org/fhir/R4/search.html#summary */
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
