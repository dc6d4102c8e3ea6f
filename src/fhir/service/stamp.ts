import { isJsonObject, type JsonObject } from '../json/json-value';
import { jsonEqual } from '../patch/json-equal';

/** Members that `stamp` sets. */
const SET: ReadonlySet<string> = new Set(['resourceType', 'id', 'meta']);

/** The resource as stored and served: with its `id` and the server's part of `meta`, whatever the client sent there. */
export function stamp(resource: Readonly<JsonObject>, id: string, versionId: string, lastUpdated: Date): JsonObject {
  const meta: JsonObject = { versionId, lastUpdated: lastUpdated.toISOString() };
  const stamped: JsonObject = { resourceType: resource['resourceType']!, id, meta };
  const sent = resource['meta'];
  if (isJsonObject(sent)) for (const name in sent) if (!isOwned(name)) meta[name] = sent[name]!;
  for (const name in resource) if (!SET.has(name)) stamped[name] = resource[name]!;
  return stamped;
}

/** Members of `meta` that the server sets. @see https://hl7.org/fhir/R4/resource.html#Meta */
function isOwned(name: string): boolean {
  return name === 'versionId' || name === 'lastUpdated' || name === '_versionId' || name === '_lastUpdated';
}

/** The content of a resource without what the server sets. Writing the same content again makes no new version. */
export function withoutStamp({ id: _, ...resource }: Readonly<JsonObject>): JsonObject {
  if (!isJsonObject(resource['meta'])) return resource;
  const kept = Object.entries(resource['meta']).filter(([name]) => !isOwned(name));
  const { meta: __, ...rest } = resource;
  return kept.length > 0 ? { ...rest, meta: Object.fromEntries(kept) } : rest;
}

/** Whether two resources differ only in what the server sets. Compares in place, because most writes differ early. */
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
