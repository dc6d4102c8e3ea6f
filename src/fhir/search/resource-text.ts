import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { typeDefinition, type TypeDefinition } from '../model/definitions';
import { ENTITIES } from '../validation/xhtml-whitelist';

/** Types of elements that contain text. */
const TEXTS = new Set(['string', 'markdown']);

/**
 * Characters that are searched of a text, including the tags of a narrative, and of all texts of one member of a
 * resource. A thousand words are indexed, which a text of a tenth of this length usually has.
 */
export const LONGEST_SEARCHED = 100_000;

type Resource = Readonly<JsonObject>;

/**
 * The human-readable texts of a resource: strings and markdown at any depth, and the words of the narrative. Codes,
 * URLs and ids are excluded.
 * @param members read only these members
 */
export function textsOf(resource: Resource, members?: ReadonlySet<string>): readonly string[] {
  const { resourceType } = resource;
  if (typeof resourceType !== 'string') return [];
  const all: string[] = [];
  const properties = typeDefinition(resourceType)?.properties;
  for (const member in resource) {
    if (members && !members.has(member)) continue;
    // Limited for each member alone, so that what is found in one does not depend on the others.
    const texts: Texts = { all, left: LONGEST_SEARCHED };
    collect(resource, member, resourceType, properties, texts);
  }
  return all;
}

/** The texts found, and how many more characters may follow. */
interface Texts {
  readonly all: string[];
  left: number;
}

function take(text: string, texts: Texts): void {
  if (texts.left <= 0) return;
  texts.left -= text.length;
  texts.all.push(text);
}

/** The text of the narrative. @see https://hl7.org/fhir/R4/narrative.html */
export function narrativeOf({ text }: Resource): readonly string[] {
  return isJsonObject(text) && typeof text['div'] === 'string' ? [withoutTags(text['div'])] : [];
}

/** @param properties those of the type; absent for an unknown type */
function collect(
  owner: Resource,
  member: string,
  type: string,
  properties: TypeDefinition['properties'] | undefined,
  texts: Texts,
): void {
  if (texts.left <= 0) return;
  // The sibling of a primitive is an Element with extensions.
  const its = member.startsWith('_') ? 'Element' : properties?.get(member)?.type;
  if (its === undefined || member === 'id' || (type === 'Reference' && member === 'reference')) return;
  const value = owner[member]!;
  if (!Array.isArray(value)) return collectValue(value, its, texts);
  for (const each of value) collectValue(each, its, texts);
}

function collectValue(value: JsonValue, type: string, texts: Texts): void {
  if (typeof value === 'string') {
    if (TEXTS.has(type)) take(value, texts);
    else if (type === 'xhtml' && texts.left > 0) take(withoutTags(value), texts);
  } else if (isJsonObject(value)) {
    const { resourceType } = value;
    const its = type === 'Resource' && typeof resourceType === 'string' ? resourceType : type;
    const properties = typeDefinition(its)?.properties;
    for (const member in value) collect(value, member, its, properties, texts);
  }
}

/** Inline tags, which do not separate words. */
const INLINE = /<\/?(?:a|abbr|b|big|code|em|i|q|small|span|strong|sub|sup|tt|u)\b[^<>]*>/gi;

function withoutTags(xhtml: string): string {
  const read = xhtml.length > LONGEST_SEARCHED ? xhtml.slice(0, LONGEST_SEARCHED).replace(/<[^<>]*$/, '') : xhtml;
  return decoded(read.replace(INLINE, '').replace(/<[^<>]*>/g, ' '));
}

/** Characters between `&` and `;` at most. */
const LONGEST_NAME = 10;

/** Decodes character references. A loop, because `replace` with a callback takes several times as long for a text full of them. */
function decoded(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const length = text.slice(at + 1, at + 2 + LONGEST_NAME).indexOf(';');
    const character = length > 0 ? characterOf(text.slice(at + 1, at + 1 + length)) : undefined;
    if (character === undefined) continue;
    pieces.push(text.slice(from, at), character);
    from = at + length + 2;
  }
  return from === 0 ? text : pieces.join('') + text.slice(from);
}

const NAME = /^(?:#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,10})$/i;
/** Bounded: names of unknown characters are made up by clients. */
const characters = new Map<string, string | undefined>();

/** @param name `amp`, `#233` or `#xe9`. @returns a space for an unknown character; undefined when it is not a reference */
function characterOf(name: string): string | undefined {
  if (characters.has(name)) return characters.get(name);
  const character = NAME.test(name) ? (name.startsWith('#') ? numbered(name) : (ENTITIES.get(name) ?? ' ')) : undefined;
  if (characters.size >= 1_000) characters.clear();
  characters.set(name, character);
  return character;
}

/** @param name `#233` or `#xe9` */
function numbered(name: string): string {
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
}
