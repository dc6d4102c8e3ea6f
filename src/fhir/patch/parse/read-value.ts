import type { IssueDetail } from '../../errors/fhir-error';
import { isForbiddenKey } from '../../json/forbidden-keys';
import { isContainer, isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { stringifyJson } from '../../json/stringify-json';
import { say, together, type Message, type Text } from '../../messages';
import { isPrimitive } from '../../model/definitions';
import { nearest } from '../../model/nearest';
import { MOST_ENTRIES, MOST_MEMBERS } from '../members';
import { orNearest, quote, unreadable } from '../patch-fault';
import { matchesSyntax } from '../values/primitive-syntax';
import { typeOfKey, valueKey, valueKeys, type NamedValue, type PatchValue } from '../values/patch-value';

/** Members that a part may have besides its content. An extension of the part itself is ignored. */
const BESIDE = new Set(['name', 'id', 'extension']);

export interface ReadContext {
  readonly nesting: number;
  note(issue: IssueDetail): void;
}

/**
 * Reads the content of a part: exactly one of `value[x]`, `part` and `resource`.
 *
 * @param expression FHIRPath of the part: `Parameters.parameter[0].part[3]`
 * @throws FhirError `invalid-request`
 */
export function readValue(part: JsonObject, expression: string, context: ReadContext, level = 1): PatchValue {
  const contents = new Set<string>();
  for (const key of Object.keys(part)) {
    if (BESIDE.has(key)) continue;
    const plain = key.startsWith('_') ? key.slice(1) : key;
    const type = typeOfKey(plain);
    const known = key === 'part' || key === 'resource' || (type && (plain === key || isPrimitive(type)));
    if (!known) throw unknownMember(key, expression);
    contents.add(plain);
  }
  if (Object.hasOwn(part, 'extension')) {
    context.note({
      severity: 'information',
      code: 'informational',
      text: say`The extension of the part itself was ignored.`,
      hint: say`To change an extension of the resource, send it as the value, in parts: url, and value or extension.`,
      expression,
    });
  }
  const [content] = contents;
  if (content === undefined || contents.size > 1) throw notOne(contents, expression);
  if (content === 'part') return readParts(part.part!, expression, context, level);
  if (content === 'resource') return readResource(part.resource!, expression, context);
  return readTyped(part, content, expression, context);
}

function readTyped(part: JsonObject, key: string, expression: string, { nesting }: ReadContext): PatchValue {
  const type = typeOfKey(key)!;
  const value = part[key];
  const sibling = part[`_${key}`];
  if (value !== undefined) checkTyped(type, value, expression, nesting);
  if (sibling !== undefined && !isJsonObject(sibling)) {
    throw unreadable({
      text: say`_${key} is not a JSON object.`,
      hint: say`It must hold the id and the extensions.`,
      expression,
    });
  }
  if (sibling !== undefined) checkJson(sibling, expression, nesting);
  return { form: 'typed', type, value, sibling, expression };
}

function checkTyped(type: string, value: JsonValue, expression: string, nesting: number): void {
  if (!isPrimitive(type)) {
    if (isJsonObject(value)) return checkJson(value, expression, nesting);
    throw unreadable({
      code: 'value',
      text: Array.isArray(value)
        ? say`${valueKey(type)} holds a list instead of one JSON object.`
        : say`${valueKey(type)} holds ${quote(stringifyJson(value))} instead of one JSON object.`,
      hint: say`Send one ${type}; for a list, send one operation per entry.`,
      expression,
    });
  }
  if (matchesSyntax(type, value)) return;
  if (value === '') {
    throw unreadable({
      code: 'value',
      text: say`${valueKey(type)} is an empty string.`,
      hint: say`Use delete; FHIR has no empty strings.`,
      expression,
    });
  }
  throw unreadable({
    code: 'value',
    text: say`${quote(stringifyJson(value))} is not of type ${type}.`,
    hint: say`The name after \`value\` states the type, and the JSON must have its form.`,
    expression,
  });
}

function readParts(parts: JsonValue, expression: string, context: ReadContext, level: number): PatchValue {
  if (level > context.nesting) {
    throw unreadable({
      code: 'too-costly',
      text: say`The parts are nested more than ${context.nesting} levels deep.`,
      hint: say`Change a smaller element.`,
      expression,
    });
  }
  if (!Array.isArray(parts) || parts.length === 0) {
    throw unreadable({
      text: say`part is not a list with at least one entry.`,
      hint: say`Give one part for each child element.`,
      expression,
    });
  }
  const named = parts.map((part, index): NamedValue => {
    const at = `${expression}.part[${index}]`;
    if (!isJsonObject(part) || typeof part.name !== 'string') {
      throw unreadable({
        code: 'required',
        text: say`A nested part has no name.`,
        hint: say`Name each part after the child element it holds.`,
        expression: at,
      });
    }
    return { name: part.name, value: readValue(part, at, context, level + 1) };
  });
  return { form: 'parts', parts: named, expression };
}

function readResource(resource: JsonValue, expression: string, { nesting }: ReadContext): PatchValue {
  if (!isJsonObject(resource))
    throw unreadable({ text: say`resource is not a JSON object.`, hint: say`Send one resource.`, expression });
  checkJson(resource, expression, nesting);
  return { form: 'resource', resource, expression };
}

function unknownMember(key: string, expression: string): Error {
  const meant = nearest(key, ['part', 'resource', ...valueKeys()]);
  return unreadable({
    code: 'structure',
    text: say`A part has no member \`${quote(key)}\`.`,
    hint: hintFor(key, meant),
    expression,
  });
}

function hintFor(key: string, meant: string | undefined): Text {
  if (key === 'value') return say`The type is part of the name: valueString, valueCodeableConcept, …`;
  if (key === 'valueExtension')
    return say`Parameters does not allow valueExtension; send the parts url, and value or extension.`;
  return orNearest(meant, say`A part has a name, and one of value[x], part and resource.`);
}

function notOne(contents: ReadonlySet<string>, expression: string): Error {
  if (contents.size === 0) {
    const hint = say`Give value[x] for a datatype, or part for the children of an anonymous type.`;
    return unreadable({ code: 'required', text: say`The part has no value.`, hint, expression });
  }
  const text = say`The part has ${together([...contents])} at once.`;
  return unreadable({ code: 'structure', text, hint: say`Give only one of them.`, expression });
}

/**
 * Refuses empty objects, lists and strings, which FHIR JSON does not have, and null except as padding in a list of
 * primitives.
 * @see https://hl7.org/fhir/R4/json.html
 */
function checkJson(value: JsonObject, expression: string, nesting: number): void {
  const fault = faultOf(value, nesting * 2);
  if (!fault) return;
  throw unreadable({ code: 'structure', text: say`The value ${fault.what}.`, hint: fault.hint, expression });
}

interface JsonFault {
  /** A verb phrase. */
  readonly what: Message;
  readonly hint: Message;
}

function empty(what: Message): JsonFault {
  return { what, hint: say`Leave out what is empty.` };
}

function faultOf(value: JsonValue, levels: number): JsonFault | undefined {
  if (value === null) return empty(say`holds null`);
  if (value === '') return empty(say`holds an empty string`);
  if (!isContainer(value)) return undefined;
  if (levels <= 0) return { what: say`is nested too deeply`, hint: say`Change a smaller element.` };
  if (Array.isArray(value)) return value.length === 0 ? EMPTY_LIST : (tooLong(value) ?? firstFault(value, levels - 1));
  const keys = Object.keys(value);
  if (keys.length === 0) return empty(say`holds an empty object`);
  if (keys.length > MOST_MEMBERS) {
    return { what: say`has more than ${MOST_MEMBERS} members`, hint: say`Change a smaller element.` };
  }
  for (const key of keys) {
    if (isForbiddenKey(key))
      return { what: say`holds a member \`${key}\``, hint: say`Remove it; no element has that name.` };
    const member = value[key]!;
    const fault = isPadded(value, key, member) ? paddedFault(member, levels - 1) : faultOf(member, levels - 1);
    if (fault) return fault;
  }
  return undefined;
}

const EMPTY_LIST = empty(say`holds an empty list`);

function tooLong({ length }: readonly JsonValue[]): JsonFault | undefined {
  if (length <= MOST_ENTRIES) return undefined;
  return { what: say`has more than ${MOST_ENTRIES} entries`, hint: say`Change a smaller element.` };
}

function firstFault(list: readonly JsonValue[], levels: number): JsonFault | undefined {
  for (const item of list) {
    const fault = faultOf(item, levels);
    if (fault) return fault;
  }
  return undefined;
}

/** Whether a list has a counterpart, like `line` and `_line`. */
function isPadded(members: JsonObject, key: string, member: JsonValue): member is JsonValue[] {
  const twin = key.startsWith('_') ? key.slice(1) : `_${key}`;
  return Array.isArray(member) && (key.startsWith('_') || Object.hasOwn(members, twin));
}

function paddedFault(list: readonly JsonValue[], levels: number): JsonFault | undefined {
  const held = list.filter((item) => item !== null);
  return held.length === 0 ? EMPTY_LIST : (tooLong(list) ?? firstFault(held, levels - 1));
}
