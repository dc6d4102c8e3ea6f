import { isJsonObject, type JsonValue } from '../json/json-value';

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
    listOf(isJsonObject(operation) ? operation['part'] : undefined).some(
      (part) =>
        isJsonObject(part) &&
        Object.entries(part).some(
          ([member, value]) => isPathOf(part['name'], member) && typeof value === 'string' && !PLAIN_PATH.test(value.trim()),
        ),
    ),
  );
} // prettier-ignore

function isPathOf(name: JsonValue | undefined, member: string): boolean {
  return name === 'path' && member.startsWith('value');
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
