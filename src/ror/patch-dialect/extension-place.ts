import { isJsonObject, type JsonObject, type JsonValue } from '../../fhir';

/** A URL that needs no escaping in a path. */
const QUOTABLE = /^[^\s'\\]{1,300}$/;

/**
 * The path of the value of the only extension with this URL, wherever it is in the resource:
 * `Location.address.line[0].extension.where(url='…').value`.
 * @returns undefined when there is none, or more than one
 */
export function onlyPlaceOf(
  url: string | undefined,
  resource: Readonly<JsonObject>,
  resourceType: string,
): string | undefined {
  if (url === undefined || !QUOTABLE.test(url)) return undefined;
  const [only, another] = holdersOf(url, resource, resourceType);
  return only === undefined || another !== undefined ? undefined : `${only}.extension.where(url='${url}').value`;
}

/** The paths of all elements that hold such an extension, once per extension. */
function* holdersOf(url: string, value: JsonValue | undefined, path: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* holdersOf(url, entry, `${path}[${index}]`);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'extension' && Array.isArray(member)) {
      for (const entry of member) if (isJsonObject(entry) && entry.url === url) yield path;
    }
    // The extensions of a primitive are beside it, under its name with a leading underscore.
    yield* holdersOf(url, member, `${path}.${key.replace(/^_/, '')}`);
  }
}
