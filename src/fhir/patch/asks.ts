import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';

/*
 * Whether a patch asks about the values of a resource: it can then be used to find out what they are. Paths that name
 * elements by their names, positions, types and extension URLs do not ask. What cannot be parsed is refused anyway.
 */

const PLAIN_PATH = /^\w+(?:\.\w+|\[\d+\]|\.extension\((['"])[^'"]*\1\)|\.ofType\(\w+\))*$/;
const PLAIN_SELECTOR = /^\/?[\w:.-]+(?:\[\d+\])?(?:\/[\w:.-]+(?:\[\d+\])?)*(?:\/@[\w:.-]+)?$/;
const SELECTOR = /\bsel\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export function fhirPathPatchAsks(parameters: JsonValue): boolean {
  if (!isJsonObject(parameters)) return false;
  return listOf(parameters['parameter']).some((operation) =>
    operationAsks(listOf(isJsonObject(operation) ? operation['part'] : undefined).filter(isJsonObject)),
  );
}

/** A dialect may read a delete with a value as one of the entry that equals it. */
function operationAsks(parts: readonly JsonObject[]): boolean {
  if (textsOf(parts, 'path').some((path) => !PLAIN_PATH.test(path.trim()))) return true;
  return (
    textsOf(parts, 'type').includes('delete') &&
    parts.some(({ name }) => typeof name === 'string' && name.startsWith('value'))
  );
}

/** The texts of the parts of a name, whatever their type. */
function textsOf(parts: readonly JsonObject[], name: string): readonly string[] {
  return parts
    .filter((part) => part['name'] === name)
    .flatMap((part) => Object.entries(part))
    .flatMap(([member, value]) => (member.startsWith('value') && typeof value === 'string' ? [value] : []));
}

export function jsonPatchAsks(patch: JsonValue): boolean {
  return listOf(patch).some((operation) => isJsonObject(operation) && operation['op'] === 'test');
}

export function xmlPatchAsks(text: string): boolean {
  return [...text.matchAll(SELECTOR)].some(([, one, other]) => !PLAIN_SELECTOR.test((one ?? other ?? '').trim()));
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
