import { isJsonObject, say, typeOfKey, type JsonObject, type Message } from '../../../fhir';
import { typesMeant } from '../declared';
import { notAnOperation, notApplicable, placeOf, type DialectRule, type RuleContext } from '../dialect-rule';
import type { Draft, DraftValue } from '../draft';
import { onlyPlaceOf } from '../extension-place';
import { whatIsMeant } from './extension-members';

/** Elements that are the server's to write. */
const SERVER_OWNED = ['id', 'meta'];

interface UnreadableShape {
  /** The name of the part at fault, or undefined when the operation is none of this shape. */
  readonly find: (draft: Draft, context: RuleContext) => string | undefined;
  readonly text: Message;
  readonly hint: (draft: Draft, context: RuleContext) => Message;
}

/** Shapes seen in print that have no safe reading, and what to send instead. */
const SHAPES: readonly UnreadableShape[] = [
  {
    find: ({ type, path, name }, { resourceType }) =>
      rewrites(type) && name !== undefined && path !== resourceType ? 'name' : undefined,
    text: say`The part name does not belong to replace or delete, and the path alone names another element.`,
    hint: ({ path, name }) => say`Let the path end on the element that is meant: ${path}, or ${path}.${name!}.`,
  },
  {
    find: (draft) => partNamed(draft, /^extension$/),
    text: say`An operation has no part named extension.`,
    hint: (draft, { resource, resourceType }) => {
      if (draft.type === 'add') {
        return say`Send add with path = the parent, name = extension, and a part value with the parts url and value, or url and extension.`;
      }
      const path = onlyPlaceOf(urlInPart(draft), resource, resourceType);
      if (path !== undefined) return say`Send replace with the path ${path}, and the new value in a part value.`;
      return say`Let the path end on the value of the extension, ….extension.where(url='…').value, and give the new one in a part value; where there is none yet, send add with path = the parent, name = extension, and a part value with the parts url and value.`;
    },
  },
  {
    find: (draft) => partNamed(draft, /^value[A-Z]/),
    text: say`The type of the value stands in the name of the part.`,
    hint: () => say`Name the part value, and its member after the type: {"name": "value", "valueInteger": 0}.`,
  },
  {
    find: ({ value }) => (value?.form === 'other' && !Object.keys(value.part).some(typeOfKey) ? 'value' : undefined),
    text: say`The part value holds no single value[x] of R4, nor a list of parts.`,
    hint: ({ value }) =>
      say`Give one member named after an R4 type, or nested parts for an element without a type name and for an Extension. ${whatIsMeant(onlyMember(value))}`,
  },
  {
    find: ({ value }) => (value?.form === 'parts' && value.parts.some(untyped) ? 'value' : undefined),
    text: say`A nested part holds a member "value" without a type.`,
    hint: () =>
      say`Name the type in the member (valueDecimal, valueInteger, …); a single value stands in the part value itself: {"name": "value", "valueDecimal": 280}.`,
  },
  {
    find: ({ value }) => (value?.form === 'parts' && value.parts.some(isJsonExtension) ? 'value' : undefined),
    text: say`A nested part is written as a JSON extension, with a member url.`,
    hint: () =>
      say`Send one operation an extension: delete takes one away, add appends one, with path = the parent, name = extension, and in value the parts {"name": "url", "valueUri": "…"} and {"name": "value", "valueInteger": 0}, or for an extension made of parts {"name": "extension", "part": […]}.`,
  },
  {
    find: (draft, { resourceType }) =>
      draft.value?.form === 'parts' && repeatsUrl(draft.value.parts, typesMeant(resourceType, draft))
        ? 'value'
        : undefined,
    text: say`The parts url and value alternate, as if one value were several extensions.`,
    hint: () =>
      say`Send one add for each extension; the parts of one that is made of parts stand each in a part named extension, which has the parts url and value.`,
  },
  {
    find: ({ type, value }) =>
      value?.form === 'extensions' && type !== 'add' && type !== 'replace' ? 'value' : undefined,
    text: say`JSON extensions inside a part can only be added, or replace one.`,
    hint: () =>
      say`Send add with path = the parent and name = extension; or, to take one away, delete without a value and with a path that picks it.`,
  },
];

/** Refuses what must not be guessed. Reports nothing: it never lets anything through changed. */
export const unreadableShapes: DialectRule = {
  name: 'unreadable-shapes',
  read(draft, context) {
    refuseServerOwned(draft, context);
    for (const { find, text, hint } of SHAPES) {
      const part = find(draft, context);
      if (part !== undefined) throw notAnOperation(text, hint(draft, context), placeOf(draft, part, context));
    }
    return undefined;
  },
};

function refuseServerOwned({ type, path, name, parts }: Draft, context: RuleContext): void {
  if (!rewrites(type) || path !== context.resourceType || name === undefined || !SERVER_OWNED.includes(name)) return;
  const index = parts.findIndex((part) => part.name === 'name');
  throw notApplicable(
    'business-rule',
    say`${path}.${name} belongs to the server and cannot be patched.`,
    say`Leave this operation out.`,
    `${context.expression}.part[${index}]`,
  );
}

/** The url that a part named extension gives, as nested part or as JSON. */
function urlInPart({ parts }: Draft): string | undefined {
  const sent = parts.find(({ name }) => name === 'extension');
  const nested = Array.isArray(sent?.part)
    ? sent.part.find((part) => isJsonObject(part) && part.name === 'url')
    : undefined;
  const url = isJsonObject(nested) ? (nested.valueUri ?? nested.valueString ?? nested.valueUrl) : undefined;
  return typeof url === 'string' ? url : undefined;
}

function rewrites(type: string): boolean {
  return type === 'replace' || type === 'delete';
}

function partNamed({ parts }: Draft, pattern: RegExp): string | undefined {
  return parts.map(({ name }) => name).find((name): name is string => typeof name === 'string' && pattern.test(name));
}

function untyped(part: JsonObject): boolean {
  return 'value' in part;
}

function onlyMember(value: DraftValue | undefined): string {
  const members = value?.form === 'other' ? Object.keys(value.part).filter((key) => key !== 'name') : [];
  return members.length === 1 ? members[0]! : '';
}

function isJsonExtension(part: JsonObject): boolean {
  return typeof part.url === 'string';
}

/** An extension has one url; where the type cannot be told, two of them mean extensions all the same. */
function repeatsUrl(parts: readonly JsonObject[], types: readonly string[]): boolean {
  const mayBeExtension = types.length !== 1 || types[0] === 'Extension';
  return mayBeExtension && parts.filter(({ name }) => name === 'url').length > 1;
}
