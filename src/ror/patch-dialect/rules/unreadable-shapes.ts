import { typeOfKey, type JsonObject } from '../../../fhir';
import { notAnOperation, notApplicable, placeOf, type DialectRule, type RuleContext } from '../dialect-rule';
import type { Draft } from '../draft';

/** Elements that are the server's to write. */
const SERVER_OWNED = ['id', 'meta'];

interface UnreadableShape {
  /** The name of the part at fault, or undefined when the operation is none of this shape. */
  readonly find: (draft: Draft, context: RuleContext) => string | undefined;
  readonly text: string;
  readonly hint: string;
}

/** Shapes seen in print that have no safe reading, and what to send instead. */
const SHAPES: readonly UnreadableShape[] = [
  {
    find: ({ type, path, name }, { resourceType }) =>
      rewrites(type) && name !== undefined && path !== resourceType ? 'name' : undefined,
    text: 'The part name does not belong to replace or delete, and the path alone names another element',
    hint: 'Let the path end on the element that is meant: Organization.contact[0].purpose',
  },
  {
    find: (draft) => partNamed(draft, /^extension$/),
    text: 'An operation has no part named extension',
    hint: 'Send add with path = the parent, name = extension, and a part value with the parts url and value, or url and extension',
  },
  {
    find: (draft) => partNamed(draft, /^value[A-Z]/),
    text: 'The type of the value stands in the name of the part',
    hint: 'Name the part value, and its member after the type: {"name": "value", "valueInteger": 0}',
  },
  {
    find: ({ value }) => (value?.form === 'other' && !Object.keys(value.part).some(typeOfKey) ? 'value' : undefined),
    text: 'The part value holds no single value[x] of R4, nor a list of parts',
    hint: 'Give one member named after an R4 type (valueInteger, valueString, valueCodeableConcept …), or nested parts for an element without a type name and for an Extension',
  },
  {
    find: ({ value }) => (value?.form === 'parts' && value.parts.some(untyped) ? 'value' : undefined),
    text: 'A nested part holds a member "value" without a type',
    hint: 'Name the type in the member (valueDecimal, valueInteger …); a single value stands in the part value itself: {"name": "value", "valueDecimal": 280}',
  },
  {
    find: ({ type, value }) => (value?.form === 'extensions' && type !== 'add' ? 'value' : undefined),
    text: 'JSON extensions inside a part can only be added',
    hint: "To change one, send replace with a path that ends on its value: ….extension.where(url='…').value",
  },
];

/** Refuses what must not be guessed, before any other rule rewrites it. Reports nothing: it never lets anything through changed. */
export const unreadableShapes: DialectRule = {
  name: 'unreadable-shapes',
  read(draft, context) {
    refuseServerOwned(draft, context);
    for (const { find, text, hint } of SHAPES) {
      const part = find(draft, context);
      if (part !== undefined) throw notAnOperation(text, hint, placeOf(draft, part, context));
    }
    return undefined;
  },
};

function refuseServerOwned({ type, path, name, parts }: Draft, context: RuleContext): void {
  if (!rewrites(type) || path !== context.resourceType || name === undefined || !SERVER_OWNED.includes(name)) return;
  const index = parts.findIndex((part) => part.name === 'name');
  throw notApplicable(
    'business-rule',
    `${path}.${name} belongs to the server and cannot be patched`,
    'Leave this operation out',
    `${context.expression}.part[${index}]`,
  );
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
