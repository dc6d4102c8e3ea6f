import { encodePatchValue, isJsonObject, typeOfKey, type JsonObject, type JsonValue } from '../../fhir';

/** The parsed `value` part of an operation. */
export type DraftValue =
  /** `value[x]`, or what a rule read as one; `content` may still be a list, which a strict operation cannot hold. */
  | { readonly form: 'typed'; readonly type: string; readonly content: JsonValue }
  /** `"value": …` without a type in the member's name. */
  | { readonly form: 'untyped'; readonly content: JsonValue }
  /** Nested parts. */
  | { readonly form: 'parts'; readonly parts: readonly JsonObject[] }
  /** A JSON list of extensions where the value should be. */
  | { readonly form: 'extensions'; readonly extensions: readonly JsonValue[] }
  /** Anything else, and a `value[x]` with its own id or extensions: passed on as sent, for the engine to judge. */
  | { readonly form: 'other'; readonly part: JsonObject };

/**
 * An operation on its way to a strict one. A rule returns a changed copy and never changes the draft. Only an operation
 * with a readable `type` and `path`, and without repeated parts, becomes a draft. Parts named `extension`, which the
 * specification does not know, may repeat; a rule says what they should be.
 */
export interface Draft {
  readonly type: string;
  readonly path: string;
  readonly name?: string;
  readonly value?: DraftValue;
  /** All parts as sent, in order. */
  readonly parts: readonly JsonObject[];
}

const MENDED: readonly (JsonValue | undefined)[] = ['type', 'path', 'name', 'value'];

/** @returns undefined when the operation is too far from the specification for any rule; the engine then refuses it */
export function readDraft(operation: Readonly<JsonObject>): Draft | undefined {
  const { part } = operation;
  if (!Array.isArray(part) || !part.every(isJsonObject)) return undefined;
  const byName = new Map(part.map((each) => [each.name, each]));
  const known = part.filter(({ name }) => name !== 'extension');
  if (new Set(known.map(({ name }) => name)).size !== known.length) return undefined;
  const [type, path, name] = ['type', 'path', 'name'].map((key) => text(byName.get(key)));
  if (type === undefined || path === undefined || (byName.has('name') && name === undefined)) return undefined;
  const value = byName.get('value');
  return { type, path, parts: part, ...(name !== undefined && { name }), ...(value && { value: readValue(value) }) };
}

/** The strict operation for a draft. Do not call it while the value is a list or has no type. */
export function writeDraft({ type, path, name, value, parts }: Draft): JsonObject {
  return {
    name: 'operation',
    part: [
      { name: 'type', valueCode: type },
      { name: 'path', valueString: path },
      ...(name === undefined ? [] : [{ name: 'name', valueString: name }]),
      ...(value ? [writeValue(value, parts)] : []),
      ...parts.filter((part) => !MENDED.includes(part.name)),
    ],
  };
}

/** The draft with a different `value` part in the place of the one at `index`. */
export function withValuePart(draft: Draft, index: number, part: JsonObject): Draft {
  return { ...draft, value: readValue(part), parts: draft.parts.with(index, part) };
}

function writeValue(value: DraftValue, parts: readonly JsonObject[]): JsonObject {
  if (value.form === 'typed') return encodePatchValue(value.type, value.content);
  if (value.form === 'parts') return { name: 'value', part: [...value.parts] };
  return parts.find((part) => part.name === 'value')!;
}

function readValue(part: JsonObject): DraftValue {
  const members = Object.keys(part).filter((key) => key !== 'name');
  const member = members[0];
  if (members.length !== 1 || member === undefined) return { form: 'other', part };
  const content = part[member]!;
  if (member === 'value') return { form: 'untyped', content };
  if (member === 'extension' && Array.isArray(content)) return { form: 'extensions', extensions: content };
  if (member === 'part' && Array.isArray(content) && content.every(isJsonObject)) return readParts(content);
  const type = typeOfKey(member);
  return type === undefined ? { form: 'other', part } : { form: 'typed', type, content };
}

/** A single nested part that holds nothing but JSON extensions is only a wrapper around them. */
function readParts(parts: readonly JsonObject[]): DraftValue {
  const only = parts.length === 1 ? parts[0] : undefined;
  const members = Object.keys(only ?? {}).filter((key) => key !== 'name');
  if (only && members.length === 1 && Array.isArray(only.extension)) {
    return { form: 'extensions', extensions: only.extension };
  }
  return { form: 'parts', parts };
}

/** The text of a part given as any string-like `value[x]`; the engine takes them all for type, path and name. */
function text(part: JsonObject | undefined): string | undefined {
  const members = Object.keys(part ?? {}).filter((key) => key !== 'name');
  const content = members.length === 1 && typeOfKey(members[0]!) ? part?.[members[0]!] : undefined;
  return typeof content === 'string' ? content : undefined;
}
