import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import type { Handling } from '../../options/fhir-options';

export interface MendedBundle {
  readonly body: JsonObject;
  /** Names of the lenient rules applied, each once. */
  readonly rules: readonly string[];
}

/**
 * Repairs common deviations in Bundles unless handling is strict: a `total` in a transaction or batch is dropped
 * (`bundle-total`), and the missing URL of a POST is taken from the type of its resource (`entry-url`).
 */
export function mendBundle(body: JsonObject, handling: Handling): MendedBundle {
  const { entry, total } = body;
  if (handling === 'strict' || (body['type'] !== 'transaction' && body['type'] !== 'batch')) return { body, rules: [] };
  const rules: string[] = [];
  let mended = body;
  if (total !== undefined) {
    rules.push('bundle-total');
    const { total: _, ...rest } = body;
    mended = rest;
  }
  if (Array.isArray(entry)) {
    const entries = entry.map(addressed);
    if (entries.some((each, index) => each !== entry[index])) {
      rules.push('entry-url');
      mended = { ...mended, entry: entries };
    }
  }
  return { body: mended, rules };
}

function addressed(entry: JsonValue): JsonValue {
  if (!isJsonObject(entry) || !isJsonObject(entry['request']) || !isJsonObject(entry['resource'])) return entry;
  const { request, resource } = entry;
  const type = resource['resourceType'];
  if (request['method'] !== 'POST' || request['url'] !== undefined || typeof type !== 'string') return entry;
  return { ...entry, request: { ...request, url: type } };
}
