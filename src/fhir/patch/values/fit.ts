import type { JsonObject } from '../../json/json-value';
import { stringifyJson } from '../../json/stringify-json';
import { alternatives, say, type Text } from '../../messages';
import {
  elementOf,
  isPrimitive,
  isResourceType,
  jsonName,
  typeDefinition,
  type ElementDefinition,
} from '../../model/definitions';
import { isValueOnly, writeEntries, type Entry } from '../members';
import { inapplicable, quote } from '../patch-fault';
import { unknownElement } from '../unknown-element';
import { isReadableAs, matchesSyntax } from './primitive-syntax';
import { valueKey, type NamedValue, type PatchValue } from './patch-value';

/** A value in the form its element requires. */
export interface Fitted {
  readonly type: string;
  readonly entry: Entry;
}

/**
 * Converts a value to a type that an element allows.
 *
 * @param fixed the type of a choice implied by its name (`deceasedBoolean`)
 * @throws FhirError `unprocessable` when the element does not allow its type, or it has a child that its type lacks
 * @see https://hl7.org/fhir/R4/fhirpatch.html "Servers SHALL return an error if the type is wrong"
 */
export function fit(value: PatchValue, element: ElementDefinition, fixed?: string): Fitted {
  const types = fixed === undefined ? element.types : [fixed];
  if (value.form === 'resource') return fitResource(value, element, types);
  if (value.form === 'parts') return fitParts(value, element, types);
  return fitTyped(value, element, types);
}

type Typed = Extract<PatchValue, { form: 'typed' }>;
type Parts = Extract<PatchValue, { form: 'parts' }>;
type OfResource = Extract<PatchValue, { form: 'resource' }>;

function fitTyped(given: Typed, element: ElementDefinition, types: readonly string[]): Fitted {
  if (given.sibling && isValueOnly(element)) throw siblingOfValueOnly(given, element);
  const entry: Entry = { value: given.value, sibling: given.sibling };
  if (types.includes(given.type)) return { type: given.type, entry };
  const readable = types.filter((type) => isReadableAs(given.type, type));
  const [type] = readable;
  if (type === undefined || readable.length > 1) throw wrongType(given, element, types);
  if (given.value !== undefined && !matchesSyntax(type, given.value)) {
    throw inapplicable({
      code: 'value',
      text: say`The value ${quote(stringifyJson(given.value))} is not of type ${type}, as ${element.name} must be.`,
      hint: say`Send a ${valueKey(type)} that matches ${type}.`,
      expression: given.expression,
    });
  }
  return { type, entry };
}

function siblingOfValueOnly({ type, expression }: Typed, { name }: ElementDefinition): Error {
  return inapplicable({
    code: 'structure',
    text: say`\`${name}\` cannot have an id or extensions of its own.`,
    hint: say`Send ${valueKey(type)} without _${valueKey(type)}.`,
    expression,
  });
}

function wrongType({ type, expression }: Typed, element: ElementDefinition, types: readonly string[]): Error {
  return inapplicable({
    code: 'value',
    text: say`${valueKey(type)} is of the wrong type for ${element.name}.`,
    hint: howToSend(element, types),
    expression,
  });
}

function howToSend(element: ElementDefinition, types: readonly string[]): Text {
  const list =
    types.length > LONGEST_LIST
      ? say`a value[x] of a type that the specification lists`
      : alternatives(types.map(wayToSend));
  return say`${element.name} takes ${list}.`;
}

const LONGEST_LIST = 8;

function wayToSend(type: string): Text {
  if (type === 'xhtml') return say`valueString with the XHTML`;
  if (type === 'Resource') return 'resource';
  if (type === 'Extension') return say`part: url, and value or extension`;
  return typeDefinition(type)?.kind === 'backbone' ? say`part, one for each child element` : valueKey(type);
}

function fitResource(
  { resource, expression }: OfResource,
  element: ElementDefinition,
  types: readonly string[],
): Fitted {
  const type = resource.resourceType;
  if (!types.includes('Resource')) {
    throw inapplicable({
      code: 'value',
      text: say`${element.name} cannot contain a whole resource.`,
      hint: howToSend(element, types),
      expression,
    });
  }
  if (typeof type !== 'string' || !isResourceType(type)) {
    throw inapplicable({
      code: 'value',
      text: say`${quote(JSON.stringify(type ?? null))} is not a resource type of R4.`,
      hint: say`resourceType must name the type of the resource.`,
      expression: `${expression}.resource.resourceType`,
    });
  }
  return { type, entry: { value: resource } };
}

function fitParts({ parts, expression }: Parts, element: ElementDefinition, types: readonly string[]): Fitted {
  const complex = types.filter((type) => !isPrimitive(type) && type !== 'Resource');
  const [type] = complex;
  if (type === undefined || complex.length > 1) {
    throw inapplicable({
      code: 'value',
      text: type
        ? say`A value given in parts cannot be read as ${element.name}, which may have several types.`
        : say`A value given in parts cannot be read as ${element.name}.`,
      hint: howToSend(element, types),
      expression,
    });
  }
  return { type, entry: { value: membersFrom(parts, type) } };
}

interface Gathered {
  readonly element: ElementDefinition;
  readonly type: string;
  readonly key: string;
  readonly entries: Entry[];
}

/** Builds the JSON of a complex type from its children, one part each; repeated names form a list. */
function membersFrom(parts: readonly NamedValue[], type: string): JsonObject {
  const gathered = new Map<string, Gathered>();
  for (const { name, value } of parts) {
    const found = elementOf(type, name);
    if (!found) throw unknownElement(type, name, value.expression);
    const { element } = found;
    const fitted = fit(value, element, found.type);
    const known = gathered.get(element.name);
    if (known && !element.repeats) throw repeatedPart(type, element, value.expression);
    if (known) known.entries.push(fitted.entry);
    else
      gathered.set(element.name, {
        element,
        type: fitted.type,
        key: jsonName(element, fitted.type),
        entries: [fitted.entry],
      });
  }
  const members: JsonObject = {};
  for (const { element, key, entries } of gathered.values()) writeEntries(members, key, entries, element.repeats);
  return members;
}

function repeatedPart(type: string, { name }: ElementDefinition, expression: string): Error {
  return inapplicable({
    code: 'duplicate',
    text: say`\`${name}\` is given twice, but ${type} can have only one.`,
    hint: say`Give one part named \`${name}\`.`,
    expression,
  });
}
