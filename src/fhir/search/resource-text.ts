import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { typeDefinition } from '../model/definitions';

/** Elements that people write texts in. */
const TEXTS = new Set(['string', 'markdown']);

type Resource = Readonly<JsonObject>;

/**
 * What people read in a resource: its strings and markdown, wherever they stand, and the words of its narrative; no codes,
 * addresses and ids.
 */
export function textsOf(resource: Resource): readonly string[] {
  const texts: string[] = [];
  for (const member of Object.keys(resource)) texts.push(...textsOfMember(resource, member));
  return texts;
}

/** The same of one member of a resource. */
export function textsOfMember(resource: Resource, member: string): readonly string[] {
  const texts: string[] = [];
  const { resourceType } = resource;
  if (typeof resourceType === 'string') collect(resource, member, resourceType, texts);
  return texts;
}

/** The text of the narrative. @see https://hl7.org/fhir/R4/narrative.html */
export function narrativeOf({ text }: Resource): readonly string[] {
  return isJsonObject(text) && typeof text['div'] === 'string' ? [withoutTags(text['div'])] : [];
}

function collect(owner: Resource, member: string, type: string, texts: string[]): void {
  const value = owner[member];
  const property = member.startsWith('_') ? extensionsOf(member) : typeDefinition(type)?.properties.get(member);
  if (value === undefined || !property || member === 'id') return;
  for (const each of Array.isArray(value) ? value : [value]) collectValue(each, property.type, texts);
}

/** Beside a primitive stand its extensions. */
function extensionsOf(member: string): { readonly type: string } | undefined {
  return member.length > 1 ? { type: 'Element' } : undefined;
}

function collectValue(value: JsonValue, type: string, texts: string[]): void {
  if (typeof value === 'string') {
    if (TEXTS.has(type)) texts.push(value);
    else if (type === 'xhtml') texts.push(withoutTags(value));
  } else if (isJsonObject(value)) {
    const { resourceType } = value;
    const its = type === 'Resource' && typeof resourceType === 'string' ? resourceType : type;
    for (const member of Object.keys(value)) collect(value, member, its, texts);
  }
}

/** Tags part words; `<b>H</b>ôpital` is two. */
function withoutTags(xhtml: string): string {
  return xhtml
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,10}));/gi, (_, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? ' ';
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
    });
}

/** Those of XML alone: FHIR has no others. */
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
