import { isJsonObject, say, typeOfKey, type FhirError, type JsonObject, type Message } from '../../../fhir';
import { typesMeant } from '../declared';
import { notAnOperation, notApplicable, type RuleContext } from '../dialect-rule';
import type { Draft, DraftValue } from '../draft';
import { onlyPlaceOf } from '../extension-place';
import { whatIsMeant } from './extension-members';

/** Elements that only the server writes. */
const SERVER_OWNED = ['id', 'meta'];

interface UnreadableShape {
  /** Whether a part of the operation has this shape. */
  readonly is: (part: JsonObject, draft: Draft, context: RuleContext) => boolean;
  readonly text: Message;
  readonly hint: (part: JsonObject, draft: Draft, context: RuleContext) => Message;
}

const NO_VALUE = say`The part value holds no single value[x] of R4, nor a list of parts.`;
const ALTERNATING = say`The parts url and value alternate, as if one value held several extensions.`;

/**
 * Shapes seen in the guide that cannot be read safely, and what to send instead; the first that applies is reported.
 */
const SHAPES: readonly UnreadableShape[] = [
  {
    is: (part, { type, path, name }, { resourceType }) =>
      part.name === 'name' && rewrites(type) && name !== undefined && path !== resourceType,
    text: say`replace and delete have no part name, and the path alone selects another element.`,
    hint: (_, { path, name }) => say`End the path with the element that is meant: ${path}, or ${path}.${name!}.`,
  },
  {
    is: (part) => part.name === 'extension',
    text: say`An operation has no part named extension.`,
    hint: (part, { type }, { resource, resourceType }) => {
      if (type === 'add') {
        return say`Send add with path = the parent, name = extension, and a part value with the parts url and value, or url and extension.`;
      }
      const path = onlyPlaceOf(urlIn(part), resource, resourceType);
      if (path !== undefined) return say`Send replace with the path ${path}, and the new value in a part value.`;
      return say`End the path with the value of the extension, ….extension.where(url='…').value, and send the new value in a part value; if there is none yet, send add with path = the parent, name = extension, and a part value with the parts url and value.`;
    },
  },
  {
    is: ({ name }) => typeof name === 'string' && /^value[A-Z]/.test(name),
    text: say`The name of the part contains the type of the value.`,
    hint: () => say`Name the part value, and its member after the type: {"name": "value", "valueInteger": 0}.`,
  },
  {
    is: ofValue((value) => value.form === 'other' && hasNoValue(value.part)),
    text: NO_VALUE,
    hint: oneValue,
  },
  {
    is: ofValue((value) => value.form === 'parts' && value.parts.some(isUntyped)),
    text: say`A nested part holds a member "value" without a type.`,
    hint: () =>
      say`Name the type in the member (valueDecimal, valueInteger, …); a single value belongs in the part value itself: {"name": "value", "valueDecimal": 280}.`,
  },
  {
    is: ofValue((value) => value.form === 'parts' && value.parts.some(isJsonExtension)),
    text: say`A nested part is written as a JSON extension, with a member url.`,
    hint: () =>
      say`Send one operation per extension: delete removes one; add appends one, with path = the parent, name = extension, and in value the parts {"name": "url", "valueUri": "…"} and {"name": "value", "valueInteger": 0}, or, for a complex extension, {"name": "extension", "part": […]}.`,
  },
  {
    is: ofValue(
      (value, draft, { resourceType }) =>
        value.form === 'parts' && mayBeExtension(typesMeant(resourceType, draft)) && repeatsUrl(value.parts),
    ),
    text: ALTERNATING,
    hint: oneAddEach,
  },
  {
    is: ofValue((value, { type }) => value.form === 'extensions' && type !== 'add' && type !== 'replace'),
    text: say`JSON extensions inside a part can only be added, or replace another extension.`,
    hint: () =>
      say`Send add with path = the parent and name = extension; or, to remove one, delete without a value and with a path that selects it.`,
  },
];

/** Faults in the parts of an operation that must not be guessed away. */
export function* unreadableShapes(draft: Draft, context: RuleContext): Generator<FhirError> {
  for (const [index, part] of draft.parts.entries()) {
    const expression = `${context.expression}.part[${index}]`;
    if (part.name === 'name' && isServerOwned(draft, context)) {
      const text = say`${draft.path}.${draft.name!} is set by the server and cannot be patched.`;
      yield notApplicable('business-rule', text, say`Leave this operation out.`, expression);
      continue;
    }
    const shape = SHAPES.find(({ is }) => is(part, draft, context));
    if (shape) yield notAnOperation(shape.text, shape.hint(part, draft, context), expression);
    if (part.name === 'extension') yield* withinExtension(part, expression);
  }
}

/** Faults of the parts of an extension, which would remain after the extension is moved to its place. */
function* withinExtension({ part }: JsonObject, expression: string): Generator<FhirError> {
  const parts = Array.isArray(part) ? part : [];
  if (repeatsUrl(parts.filter(isJsonObject))) yield notAnOperation(ALTERNATING, oneAddEach(), expression);
  for (const [index, each] of parts.entries()) {
    if (!isJsonObject(each)) continue;
    const place = `${expression}.part[${index}]`;
    if (each.name === 'value' && each.part === undefined && hasNoValue(each)) {
      yield notAnOperation(NO_VALUE, oneValue(each), place);
    }
    if (each.name === 'extension') yield* withinExtension(each, place);
  }
}

function isServerOwned({ type, path, name }: Draft, { resourceType }: RuleContext): boolean {
  return rewrites(type) && path === resourceType && name !== undefined && SERVER_OWNED.includes(name);
}

/** Turns a test of the operation's value into a test of the part that holds it. */
function ofValue(holds: (value: DraftValue, draft: Draft, context: RuleContext) => boolean): UnreadableShape['is'] {
  return (part, draft, context) =>
    part.name === 'value' && draft.value !== undefined && holds(draft.value, draft, context);
}

function oneValue(part: JsonObject): Message {
  return say`Send one member named after an R4 type, or nested parts for an Extension or an element without a type name. ${whatIsMeant(onlyMember(part))}`;
}

function oneAddEach(): Message {
  return say`Send one add for each extension; in a complex extension, each nested extension goes into a part named extension, which has the parts url and value.`;
}

/** The URL in a part named extension, given as a nested part. */
function urlIn({ part }: JsonObject): string | undefined {
  const nested = Array.isArray(part) ? part.find((each) => isJsonObject(each) && each.name === 'url') : undefined;
  const url = isJsonObject(nested) ? (nested.valueUri ?? nested.valueString ?? nested.valueUrl) : undefined;
  return typeof url === 'string' ? url : undefined;
}

function rewrites(type: string): boolean {
  return type === 'replace' || type === 'delete';
}

/** A part may hold a resource, the extensions of a primitive alone, and an id beside its nested parts. */
function hasNoValue(part: JsonObject): boolean {
  return !Object.keys(part).some((key) => key === 'resource' || key === 'part' || typeOfKey(key.replace(/^_/, '')));
}

function isUntyped(part: JsonObject): boolean {
  return 'value' in part;
}

function onlyMember(part: JsonObject): string {
  const members = Object.keys(part).filter((key) => key !== 'name');
  return members.length === 1 ? members[0]! : '';
}

function isJsonExtension(part: JsonObject): boolean {
  return typeof part.url === 'string';
}

/** True as well when the type is unknown. */
function mayBeExtension(types: readonly string[]): boolean {
  return types.length !== 1 || types[0] === 'Extension';
}

/** An extension has a single url. */
function repeatsUrl(parts: readonly JsonObject[]): boolean {
  return parts.filter(({ name }) => name === 'url').length > 1;
}
