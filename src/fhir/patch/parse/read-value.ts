import type { IssueDetail } from '../../errors/fhir-error';
import { isForbiddenKey } from '../../json/forbidden-keys';
import { isContainer, isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { stringifyJson } from '../../json/stringify-json';
import { isPrimitive } from '../../model/definitions';
import { nearest } from '../../model/nearest';
import { quote, unreadable } from '../patch-fault';
import { matchesSyntax } from '../values/primitive-syntax';
import { typeOfKey, valueKey, valueKeys, type NamedValue, type PatchValue } from '../values/patch-value';

/** Members a part may have besides its content; an extension there says nothing that a patch could use. */
const BESIDE = new Set(['name', 'id', 'extension']);

export interface ReadContext {
  readonly nesting: number;
  note(issue: IssueDetail): void;
}

/**
 * Reads what a part holds: exactly one of `value[x]`, `part` and `resource`.
 *
 * @param expression where the part stands: `Parameters.parameter[0].part[3]`
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
      text: 'The extension of the part itself was ignored.',
      hint: 'To change an extension of the resource, send it as the value, by parts: url, and value or extension.',
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
    throw unreadable({ text: `_${key} is no JSON object.`, hint: 'It holds the id and the extensions.', expression });
  }
  if (sibling !== undefined) checkJson(sibling, expression, nesting);
  return { form: 'typed', type, value, sibling, expression };
}

function checkTyped(type: string, value: JsonValue, expression: string, nesting: number): void {
  if (!isPrimitive(type)) {
    if (isJsonObject(value)) return checkJson(value, expression, nesting);
    const shown = Array.isArray(value) ? 'a list' : quote(stringifyJson(value));
    throw unreadable({
      code: 'value',
      text: `${valueKey(type)} holds ${shown} instead of one JSON object.`,
      hint: `Send one ${type}; a list takes one operation for each entry.`,
      expression,
    });
  }
  if (matchesSyntax(type, value)) return;
  throw unreadable({
    code: 'value',
    text: `${quote(stringifyJson(value))} is no ${type}.`,
    hint: 'The name after `value` says the type; the JSON has to have its form.',
    expression,
  });
}

function readParts(parts: JsonValue, expression: string, context: ReadContext, level: number): PatchValue {
  if (level > context.nesting) {
    throw unreadable({
      code: 'too-costly',
      text: `The parts are nested more than ${context.nesting} levels deep.`,
      hint: 'Change a smaller element.',
      expression,
    });
  }
  if (!Array.isArray(parts) || parts.length === 0) {
    throw unreadable({
      text: 'part is no list with an entry.',
      hint: 'Give one part for each child element.',
      expression,
    });
  }
  const named = parts.map((part, index): NamedValue => {
    const at = `${expression}.part[${index}]`;
    if (!isJsonObject(part) || typeof part.name !== 'string') {
      throw unreadable({
        code: 'required',
        text: 'A nested part has no name.',
        hint: 'Each part is named after the child element it holds.',
        expression: at,
      });
    }
    return { name: part.name, value: readValue(part, at, context, level + 1) };
  });
  return { form: 'parts', parts: named, expression };
}

function readResource(resource: JsonValue, expression: string, { nesting }: ReadContext): PatchValue {
  if (!isJsonObject(resource))
    throw unreadable({ text: 'resource is no JSON object.', hint: 'Send one resource.', expression });
  checkJson(resource, expression, nesting);
  return { form: 'resource', resource, expression };
}

function unknownMember(key: string, expression: string): Error {
  const meant = nearest(key, ['part', 'resource', ...valueKeys()]);
  return unreadable({
    code: 'structure',
    text: `A part has no member \`${quote(key)}\`.`,
    hint: hintFor(key, meant),
    expression,
  });
}

function hintFor(key: string, meant: string | undefined): string {
  if (key === 'value') return 'The type belongs to the name: valueString, valueCodeableConcept, …';
  if (key === 'valueExtension') return 'Parameters carries no valueExtension: give part: url, and value or extension.';
  return meant ? `Did you mean ${meant}?` : 'It has a name, and one of value[x], part and resource.';
}

function notOne(contents: ReadonlySet<string>, expression: string): Error {
  if (contents.size === 0) {
    const hint = 'Give value[x] for a datatype, or part for the children of an anonymous type.';
    return unreadable({ code: 'required', text: 'The part holds no value.', hint, expression });
  }
  const text = `The part holds ${[...contents].join(' and ')} at once.`;
  return unreadable({ code: 'structure', text, hint: 'Give only one of them.', expression });
}

/**
 * FHIR JSON has no empty objects, lists or texts, and null only where it pads a list of primitives.
 * @see https://hl7.org/fhir/R4/json.html
 */
function checkJson(value: JsonObject, expression: string, nesting: number): void {
  const fault = faultOf(value, nesting * 2);
  if (fault)
    throw unreadable({ code: 'structure', text: `The value ${fault}.`, hint: 'Leave out what is empty.', expression });
}

function faultOf(value: JsonValue, levels: number): string | undefined {
  if (value === null) return 'holds null';
  if (value === '') return 'holds an empty text';
  if (!isContainer(value)) return undefined;
  if (levels <= 0) return 'is nested too deeply';
  if (Array.isArray(value)) {
    if (value.length === 0) return 'holds an empty list';
    for (const item of value) {
      const fault = faultOf(item, levels - 1);
      if (fault) return fault;
    }
    return undefined;
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return 'holds an empty object';
  for (const key of keys) {
    if (isForbiddenKey(key)) return `holds a member \`${key}\``;
    const member = value[key]!;
    const fault = isPadded(value, key, member) ? paddedFault(member, levels - 1) : faultOf(member, levels - 1);
    if (fault) return fault;
  }
  return undefined;
}

/** A list that has a second one beside it: `line` and `_line`. */
function isPadded(members: JsonObject, key: string, member: JsonValue): member is JsonValue[] {
  const twin = key.startsWith('_') ? key.slice(1) : `_${key}`;
  return Array.isArray(member) && (key.startsWith('_') || Object.hasOwn(members, twin));
}

function paddedFault(list: readonly JsonValue[], levels: number): string | undefined {
  if (list.every((item) => item === null)) return 'holds an empty list';
  for (const item of list) {
    const fault = item === null ? undefined : faultOf(item, levels - 1);
    if (fault) return fault;
  }
  return undefined;
}
