import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';

/** Characters of all narratives together. Checking fewer takes some milliseconds at most. */
export const LONG_NARRATIVES = 100_000;

/** Whether checking the narratives of a resource and of what it contains may take long. */
export function hasLongNarratives(resource: Readonly<JsonObject>): boolean {
  const contained = Array.isArray(resource.contained) ? resource.contained : [];
  let length = lengthOf(resource);
  for (const each of contained) length += lengthOf(each);
  return length > LONG_NARRATIVES;
}

function lengthOf(resource: JsonValue): number {
  const text = isJsonObject(resource) ? resource.text : undefined;
  return isJsonObject(text) && typeof text.div === 'string' ? text.div.length : 0;
}
