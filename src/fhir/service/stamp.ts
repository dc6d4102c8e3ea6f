import { isJsonObject, type JsonObject } from '../json/json-value';
import { jsonEqual } from '../patch/json-equal';

/** What a stamp sets. */
const SET: ReadonlySet<string> = new Set(['resourceType', 'id', 'meta']);

/** The resource as it is stored and served: `id` and the server's part of `meta` set, whatever the client wrote there. */
export function stamp(resource: Readonly<JsonObject>, id: string, versionId: string, lastUpdated: Date): JsonObject {
  const meta: JsonObject = { versionId, lastUpdated: lastUpdated.toISOString() };
  const stamped: JsonObject = { resourceType: resource['resourceType']!, id, meta };
  const sent = resource['meta'];
  if (isJsonObject(sent)) for (const name in sent) if (!isOwned(name)) meta[name] = sent[name]!;
  for (const name in resource) if (!SET.has(name)) stamped[name] = resource[name]!;
  return stamped;
}

/** The members of `meta` that belong to the server. @see https://hl7.org/fhir/R4/resource.html#Meta */
function isOwned(name: string): boolean {
  return name === 'versionId' || name === 'lastUpdated' || name === '_versionId' || name === '_lastUpdated';
}

/** What a resource says once the server's part is taken away: two writes with the same content are one version. */
export function withoutStamp({ id: _, ...resource }: Readonly<JsonObject>): JsonObject {
  if (!isJsonObject(resource['meta'])) return resource;
  const kept = Object.entries(resource['meta']).filter(([name]) => !isOwned(name));
  const { meta: __, ...rest } = resource;
  return kept.length > 0 ? { ...rest, meta: Object.fromEntries(kept) } : rest;
}

/** Whether two resources are the same but for the server's part, compared in place: most writes differ at once. */
export function sameContent(one: Readonly<JsonObject>, other: Readonly<JsonObject>): boolean {
  if (one === other) return true;
  const names = contentNames(one);
  return (
    names.length === contentNames(other).length &&
    names.every((name) => Object.hasOwn(other, name) && jsonEqual(one[name], other[name])) &&
    jsonEqual(withoutStamp(metaOf(one)), withoutStamp(metaOf(other)))
  );
}

function metaOf({ meta }: Readonly<JsonObject>): JsonObject {
  return meta === undefined ? {} : { meta };
}

function contentNames(resource: Readonly<JsonObject>): string[] {
  return Object.keys(resource).filter((name) => name !== 'id' && name !== 'meta');
}
