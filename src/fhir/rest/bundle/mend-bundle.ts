import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import type { Handling } from '../../options/fhir-options';

export interface MendedBundle {
  readonly body: JsonObject;
  /** Names of the leniencies that were used, each once. */
  readonly rules: readonly string[];
}

/**
 * A Bundle as it is meant: some clients count the entries of a transaction (`bundle-total`), or leave out the address of a POST, which
 * the type of its resource says as well (`entry-url`).
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
