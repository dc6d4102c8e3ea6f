import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { typeDefinition } from '../model/definitions';
import { ENTITIES } from '../validation/xhtml-whitelist';

/** Types of elements that contain text. */
const TEXTS = new Set(['string', 'markdown']);

type Resource = Readonly<JsonObject>;

/**
 * The human-readable texts of a resource: strings and markdown at any depth, and the words of the narrative. Codes,
 * URLs and ids are excluded.
 * @param members read only these members
 */
export function textsOf(resource: Resource, members?: ReadonlySet<string>): readonly string[] {
  const texts: string[] = [];
  const { resourceType } = resource;
  if (typeof resourceType !== 'string') return texts;
  for (const member in resource) {
    if (!members || members.has(member)) collect(resource, member, resourceType, texts);
  }
  return texts;
}

/** The text of the narrative. @see https://hl7.org/fhir/R4/narrative.html */
export function narrativeOf({ text }: Resource): readonly string[] {
  return isJsonObject(text) && typeof text['div'] === 'string' ? [withoutTags(text['div'])] : [];
}

function collect(owner: Resource, member: string, type: string, texts: string[]): void {
  // The sibling of a primitive is an Element with extensions.
  const its = member.startsWith('_') ? 'Element' : typeDefinition(type)?.properties.get(member)?.type;
  if (its === undefined || member === 'id' || (type === 'Reference' && member === 'reference')) return;
  const value = owner[member]!;
  if (!Array.isArray(value)) return collectValue(value, its, texts);
  for (const each of value) collectValue(each, its, texts);
}

function collectValue(value: JsonValue, type: string, texts: string[]): void {
  if (typeof value === 'string') {
    if (TEXTS.has(type)) texts.push(value);
    else if (type === 'xhtml') texts.push(withoutTags(value));
  } else if (isJsonObject(value)) {
    const { resourceType } = value;
    const its = type === 'Resource' && typeof resourceType === 'string' ? resourceType : type;
    for (const member in value) collect(value, member, its, texts);
  }
}

/** Inline tags, which do not separate words. */
const INLINE = /<\/?(?:a|abbr|b|big|code|em|i|q|small|span|strong|sub|sup|tt|u)\b[^<>]*>/gi;

function withoutTags(xhtml: string): string {
  return xhtml
    .replace(INLINE, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,10}));/gi, (_, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES.get(name) ?? ' ';
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
    });
}
