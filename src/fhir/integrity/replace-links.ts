import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { typeDefinition } from '../model/definitions';
import { XhtmlError } from '../validation/xhtml-error';
import { readXhtml, type XhtmlVisitor } from '../validation/xhtml-reader';
import { escapeAttribute } from '../xml/xml-text';

/** Maps links; undefined leaves a link unchanged. */
export interface LinkReplacement {
  /** For `Reference.reference`. */
  reference(text: string): string | undefined;
  /** For elements of type uri, url, oid or uuid, and for links in a narrative. */
  uri(text: string): string | undefined;
}

const URIS: ReadonlySet<string> = new Set(['uri', 'url', 'oid', 'uuid']);

/** How to process a member. */
type Way = { readonly kind: 'uri' | 'narrative' | 'contained' } | { readonly kind: 'inside'; readonly type: string };

const compiled = new Map<string, ReadonlyMap<string, Way>>();

/**
 * Replaces links in a resource: references, elements of type uri, url, oid and uuid, and `href` and `src` in
 * narratives, also within extensions and contained resources. Canonicals and strings are not links and are left
 * unchanged.
 * @returns the same object when nothing was replaced
 * @see https://hl7.org/fhir/R4/http.html#trules
 */
export function replaceLinks(resource: Readonly<JsonObject>, by: LinkReplacement): Readonly<JsonObject> {
  const { resourceType } = resource;
  return typeof resourceType === 'string' ? replaced(resource, resourceType, by) : resource;
}

function replaced(value: Readonly<JsonObject>, type: string, by: LinkReplacement): Readonly<JsonObject> {
  const ways = waysOf(type);
  const isReference = type === 'Reference';
  let copy: JsonObject | undefined;
  for (const key in value) {
    const old = value[key]!;
    const way = ways.get(key);
    const made =
      way ? member(old, way, by)
      : isReference && key === 'reference' && typeof old === 'string' ? (by.reference(old) ?? old)
      : old; // prettier-ignore
    if (made !== old) (copy ??= { ...value })[key] = made;
  }
  return copy ?? value;
}

function member(value: JsonValue, way: Way, by: LinkReplacement): JsonValue {
  if (typeof value === 'string') {
    if (way.kind === 'uri') return by.uri(value) ?? value;
    return way.kind === 'narrative' ? narrative(value, by) : value;
  }
  if (Array.isArray(value)) {
    let copy: JsonValue[] | undefined;
    for (let at = 0; at < value.length; at += 1) {
      const made = member(value[at]!, way, by);
      if (made !== value[at]) (copy ??= [...value])[at] = made;
    }
    return copy ?? value;
  }
  if (!isJsonObject(value)) return value;
  if (way.kind === 'inside') return replaced(value, way.type, by);
  return way.kind === 'contained' ? replaceLinks(value, by) : value;
}

/** The link of an element of a narrative, if it has one. */
const LINKS: ReadonlyMap<string, string> = new Map([
  ['a', 'href'],
  ['img', 'src'],
]);

/** @returns the same text when no link was replaced, or when it is not valid, which the validation will report */
function narrative(div: string, by: LinkReplacement): string {
  let [made, copied] = ['', 0];
  const open: XhtmlVisitor['open'] = (name, attributes) => {
    const link = attributes.find((attribute) => attribute.name === LINKS.get(name));
    const replacement = link && by.uri(link.value);
    const value = replacement === undefined ? undefined : escapeAttribute(replacement);
    if (value === undefined) return;
    made += `${div.slice(copied, link!.end - link!.written.length)}"${value}"`;
    copied = link!.end;
  };
  try {
    readXhtml(div, { open });
  } catch (error) {
    if (error instanceof XhtmlError) return div;
    throw error;
  }
  return copied === 0 ? div : made + div.slice(copied);
}

function waysOf(type: string): ReadonlyMap<string, Way> {
  const known = compiled.get(type);
  if (known) return known;
  const ways = new Map<string, Way>();
  const definition = typeDefinition(type);
  if (definition) compiled.set(type, ways);
  for (const { key, element, type: its, primitive } of definition?.properties.values() ?? []) {
    if (URIS.has(its)) ways.set(key, { kind: 'uri' });
    else if (its === 'xhtml') ways.set(key, { kind: 'narrative' });
    else if (its === 'Resource') {
      if (element.name === 'contained') ways.set(key, { kind: 'contained' });
    } else if (!primitive) ways.set(key, { kind: 'inside', type: its });
    if (primitive) ways.set(`_${key}`, { kind: 'inside', type: 'Element' });
  }
  return ways;
}
