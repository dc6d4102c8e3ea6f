import type { JsonObject } from '../../json/json-value';
import { stringifyJson } from '../../json/stringify-json';
import {
  elementOf,
  isPrimitive,
  isResourceType,
  jsonName,
  typeDefinition,
  type ElementDefinition,
} from '../../model/definitions';
import { nearest } from '../../model/nearest';
import { isValueOnly, writeEntries, type Entry } from '../members';
import { inapplicable, quote } from '../patch-fault';
import { isReadableAs, matchesSyntax } from './primitive-syntax';
import { valueKey, type NamedValue, type PatchValue } from './patch-value';

/** A value in the form its place wants. */
export interface Fitted {
  readonly type: string;
  readonly entry: Entry;
}

/**
 * Reads a value as one of an element.
 *
 * @param fixed the type a choice was narrowed to by its name (`deceasedBoolean`)
 * @throws FhirError `unprocessable`: not of a type the element may have, or with a child its type does not have
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
      text: `The value ${quote(stringifyJson(given.value))} is not a ${type}, which ${element.name} has to be.`,
      hint: `Send a ${valueKey(type)} that has the form of a ${type}.`,
      expression: given.expression,
    });
  }
  return { type, entry };
}

function siblingOfValueOnly({ type, expression }: Typed, { name }: ElementDefinition): Error {
  return inapplicable({
    code: 'structure',
    text: `\`${name}\` cannot have an id or extensions of its own.`,
    hint: `Send ${valueKey(type)} without _${valueKey(type)}.`,
    expression,
  });
}

function wrongType({ type, expression }: Typed, element: ElementDefinition, types: readonly string[]): Error {
  return inapplicable({
    code: 'value',
    text: `${valueKey(type)} is of the wrong type for ${element.name}.`,
    hint: howToSend(element, types),
    expression,
  });
}

function howToSend(element: ElementDefinition, types: readonly string[]): string {
  const ways = new Set(types.map(wayToSend));
  const list = ways.size > LONGEST_LIST ? 'a value[x] of a type that the specification lists' : [...ways].join(' or ');
  return `${element.name} takes ${list}.`;
}

const LONGEST_LIST = 8;

function wayToSend(type: string): string {
  if (type === 'xhtml') return 'valueString with the XHTML';
  if (type === 'Resource') return 'resource';
  if (type === 'Extension') return 'part: url, and value or extension';
  return typeDefinition(type)?.kind === 'backbone' ? 'part, one for each child element' : valueKey(type);
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
      text: `A whole resource cannot stand in ${element.name}.`,
      hint: howToSend(element, types),
      expression,
    });
  }
  if (typeof type !== 'string' || !isResourceType(type)) {
    throw inapplicable({
      code: 'value',
      text: `${quote(JSON.stringify(type ?? null))} is no resource type of R4.`,
      hint: 'resourceType names the type of the resource.',
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
      text: `A value given by parts cannot be read as ${element.name}${type ? ', which may have several types' : ''}.`,
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

/** The JSON of a complex type from its children, one part each; a name that repeats is a list. */
function membersFrom(parts: readonly NamedValue[], type: string): JsonObject {
  const gathered = new Map<string, Gathered>();
  for (const { name, value } of parts) {
    const found = elementOf(type, name);
    if (!found) throw unknownPart(type, name, value.expression);
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

function unknownPart(type: string, name: string, expression: string): Error {
  const meant = nearest(name, namesOf(type));
  return inapplicable({
    code: 'not-found',
    text: `${type} has no element \`${quote(name)}\`.`,
    hint: meant ? `Did you mean \`${meant}\`?` : `Its elements are ${namesOf(type).join(', ')}.`,
    expression,
  });
}

function repeatedPart(type: string, { name }: ElementDefinition, expression: string): Error {
  return inapplicable({
    code: 'duplicate',
    text: `\`${name}\` is given twice, but ${type} has at most one.`,
    hint: `Give one part named \`${name}\`.`,
    expression,
  });
}

/** FHIRPath names of the elements of a type. */
export function namesOf(type: string): string[] {
  return typeDefinition(type)?.elements.map(({ name }) => name) ?? [];
}
