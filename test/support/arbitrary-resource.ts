import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/fhir/json/json-value';
import {
  codesOf,
  isPrimitive,
  jsonName,
  resourceTypes,
  typeDefinition,
  type ElementDefinition,
} from '../../src/fhir/model/definitions';
import { arbitraryPrimitive } from './arbitrary-primitive';

export interface ArbitraryResourceOptions {
  /** Number of levels below the resource that have optional elements. Default: 3. */
  readonly depth?: number;
}

const MOST_OPTIONAL = 4;
const MOST_ITEMS = 3;

/**
 * A random resource with the structure of R4: elements, lists, choices, codes and required elements as in the model,
 * valid primitives with ids and extensions (`_name`), contained resources, and references of the right type. Invariants
 * and the targets of references are left to chance.
 *
 * @param type a resource type. Default: any type of R4
 */
export function arbitraryResource(
  type?: string,
  { depth = 3 }: ArbitraryResourceOptions = {},
): fc.Arbitrary<JsonObject> {
  const types = type === undefined ? fc.constantFrom(...resourceTypes()) : fc.constant(type);
  return types.chain((resourceType) => resourceOf(resourceType, depth));
}

function resourceOf(resourceType: string, depth: number): fc.Arbitrary<JsonObject> {
  return objectOf(resourceType, depth, true).map((members) => ({ resourceType, ...members }));
}

function objectOf(type: string, depth: number, mayBeEmpty = false): fc.Arbitrary<JsonObject> {
  const { elements } = typeDefinition(type)!;
  const required = elements.filter(({ min }) => min > 0);
  const optional = elements.filter(({ min }) => min === 0);
  const enough = mayBeEmpty || required.length > 0;
  const candidates = depth > 0 ? optional : enough ? [] : simplest(optional);
  // An id alone does not count as content (ele-1).
  const content = candidates.filter(({ xmlAttribute }) => !xmlAttribute);
  return fc
    .tuple(
      fc.subarray([...candidates], { maxLength: Math.min(candidates.length, depth > 0 ? MOST_OPTIONAL : 1) }),
      enough ? fc.constant(undefined) : fc.constantFrom(...content),
    )
    .chain(([chosen, sure]) => {
      const wanted = new Set([...required, ...chosen, ...(sure ? [sure] : [])]);
      return membersOf([...wanted], depth - 1);
    });
}

/** The elements that end the recursion soonest. */
function simplest(elements: readonly ElementDefinition[]): readonly ElementDefinition[] {
  const own = elements.filter(({ types, xmlAttribute }) => !types.includes('Extension') && !xmlAttribute);
  const primitives = own.filter(({ types }) => types.every(isPrimitive));
  return primitives.length > 0 ? primitives : own;
}

function membersOf(elements: readonly ElementDefinition[], depth: number): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(...elements.map((element) => memberOf(element, depth)))
    .map((members) => Object.assign({}, ...members) as JsonObject);
}

/** The JSON members of an element: one, or two for a primitive with a sibling. */
function memberOf(element: ElementDefinition, depth: number): fc.Arbitrary<JsonObject> {
  const primitives = element.types.filter(isPrimitive);
  const types = depth > 0 || primitives.length === 0 ? element.types : primitives;
  return fc.constantFrom(...types).chain((type) => {
    const key = jsonName(element, type);
    if (isPrimitive(type)) return primitiveMember(key, element, type, depth);
    const value = complexValue(element, type, depth);
    const list = fc.array(value, { minLength: 1, maxLength: depth > 0 ? MOST_ITEMS : 1 });
    return (element.repeats ? list : value).map((content): JsonObject => ({ [key]: content }));
  });
}

function complexValue(element: ElementDefinition, type: string, depth: number): fc.Arbitrary<JsonObject> {
  if (type === 'Extension') return extensionOf(depth);
  if (type === 'Reference') return referenceOf(element.targets);
  if (type === 'CodeableConcept' && codesIn(element).length > 0) return conceptOf(element);
  if (element.name === 'contained') return containedOf(depth);
  if (typeDefinition(type)?.abstract) return arbitraryResource(undefined, { depth: Math.min(depth, 1) });
  return objectOf(type, depth);
}

/** A contained resource with an id to refer to it, and without contained resources of its own (dom-2). */
function containedOf(depth: number): fc.Arbitrary<JsonObject> {
  const resource = arbitraryResource(undefined, { depth: Math.min(depth, 1) });
  return fc.tuple(resource, arbitraryPrimitive('id')).map(([{ contained: _, ...members }, id]) => ({ ...members, id }));
}

/** An extension with a value or with extensions, never both (ext-1). */
function extensionOf(depth: number): fc.Arbitrary<JsonObject> {
  const { elements } = typeDefinition('Extension')!;
  const value = elements.find(({ choice }) => choice)!;
  const url = arbitraryPrimitive('uri');
  const simple = fc
    .tuple(url, memberOf({ ...value, min: 1 }, depth - 1))
    .map(([name, member]): JsonObject => ({ url: name, ...member }));
  if (depth <= 0) return simple;
  const nested = fc.array(extensionOf(depth - 1), { minLength: 1, maxLength: MOST_ITEMS });
  const compound = fc.tuple(url, nested).map(([name, extension]): JsonObject => ({ url: name, extension }));
  return fc.oneof({ arbitrary: simple, weight: 3 }, { arbitrary: compound, weight: 1 });
}

function referenceOf(targets: readonly string[] = resourceTypes()): fc.Arbitrary<JsonObject> {
  const known = targets.filter((target) => target !== 'Resource');
  const type = fc.constantFrom(...(known.length > 0 ? known : resourceTypes()));
  const reference = fc.tuple(type, arbitraryPrimitive('id')).map(([of, id]) => `${of}/${id as string}`);
  const display = arbitraryPrimitive('string');
  return fc.oneof(
    reference.map((text): JsonObject => ({ reference: text })),
    fc.tuple(reference, display).map(([text, shown]): JsonObject => ({ reference: text, display: shown })),
    display.map((text): JsonObject => ({ display: text })),
  );
}

function primitiveMember(
  key: string,
  element: ElementDefinition,
  type: string,
  depth: number,
): fc.Arbitrary<JsonObject> {
  const value = element.name === 'id' ? arbitraryPrimitive('id') : valueOf(element, type);
  if (element.xmlAttribute || type === 'xhtml') return value.map((content): JsonObject => ({ [key]: content }));
  const item = itemOf(value, depth);
  if (!element.repeats) {
    return item.map(({ content, sibling }): JsonObject => ({
      ...(content !== undefined && { [key]: content }),
      ...(sibling && { [`_${key}`]: sibling }),
    }));
  }
  return fc.array(item, { minLength: 1, maxLength: MOST_ITEMS }).map((items): JsonObject => ({
    ...(items.some(({ content }) => content !== undefined) && { [key]: items.map(({ content }) => content ?? null) }),
    ...(items.some(({ sibling }) => sibling) && { [`_${key}`]: items.map(({ sibling }) => sibling ?? null) }),
  }));
}

function conceptOf(element: ElementDefinition): fc.Arbitrary<JsonObject> {
  return fc.constantFrom(...codesIn(element)).map((code): JsonObject => ({ coding: [{ code }] }));
}

function valueOf(element: ElementDefinition, type: string): fc.Arbitrary<JsonValue> {
  const codes = type === 'code' ? codesIn(element) : [];
  return codes.length > 0 ? fc.constantFrom(...codes) : arbitraryPrimitive(type);
}

/** The codes that the binding of an element allows, as far as they are known. */
function codesIn({ valueSet, maximumSet = '' }: ElementDefinition): readonly string[] {
  return CODES_BY_FORM[valueSet ?? maximumSet] ?? codesOf(valueSet ?? '');
}

const CODES_BY_FORM: Readonly<Record<string, readonly string[]>> = {
  mimetypes: ['image/png', 'application/fhir+json; fhirVersion=4.0', 'text/plain;charset="utf-8"'],
  'all-languages': ['fr', 'fr-FR', 'zh-Hant-TW', 'de-CH-1996', 'x-ror'],
};

interface Item {
  readonly content?: JsonValue;
  readonly sibling?: JsonObject;
}

/** A primitive: usually its value alone, sometimes with an id and extensions, sometimes extensions alone. */
function itemOf(value: fc.Arbitrary<JsonValue>, depth: number): fc.Arbitrary<Item> {
  const plain = value.map((content): Item => ({ content }));
  if (depth <= 0) return plain;
  const id = arbitraryPrimitive('id').map((text): JsonObject => ({ id: text }));
  const extension = fc
    .array(extensionOf(depth - 2), { minLength: 1, maxLength: 2 })
    .map((list): JsonObject => ({ extension: list }));
  const both = fc.tuple(id, extension).map(([one, other]): JsonObject => ({ ...one, ...other }));
  return fc.oneof(
    { arbitrary: plain, weight: 6 },
    { arbitrary: fc.record({ content: value, sibling: fc.oneof(id, extension, both) }), weight: 1 },
    { arbitrary: fc.oneof(extension, both).map((sibling): Item => ({ sibling })), weight: 1 },
  );
}
