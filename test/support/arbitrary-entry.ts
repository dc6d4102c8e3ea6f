import fc from 'fast-check';
import { FhirDecimal } from '../../src/fhir/json/fhir-decimal';
import { type JsonObject, type JsonValue } from '../../src/fhir/json/json-value';
import { isPrimitive, jsonName, typeDefinition, type ElementDefinition } from '../../src/fhir/model/definitions';
import { isValueOnly, writeEntries, type Entry } from '../../src/fhir/patch/members';

/** One or a few valid values of each primitive type. */
export const PRIMITIVES: Readonly<Record<string, JsonValue[]>> = {
  base64Binary: ['AAAA'],
  boolean: [true, false],
  canonical: ['http://example.org/c|1'],
  code: ['a', 'b c'],
  date: ['2020', '2020-01-31'],
  dateTime: ['2020-01-31T10:00:00Z'],
  decimal: [1.5, -2, 0, new FhirDecimal('1.00'), new FhirDecimal('-0.000')],
  id: ['x-1'],
  instant: ['2020-01-31T10:00:00.123Z'],
  integer: [-1, 0, 7],
  markdown: ['*m*'],
  oid: ['urn:oid:1.2.3'],
  positiveInt: [1, 9],
  string: ['s', "it's"],
  time: ['10:00:00'],
  unsignedInt: [0, 3],
  uri: ['http://example.org/u'],
  url: ['http://example.org/l'],
  uuid: ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
  xhtml: ['<div xmlns="http://www.w3.org/1999/xhtml">x</div>'],
};

/** Random valid JSON of a type, generated from the model, with ids, extensions and lists with gaps. */
export function anyOf(type: string, depth = 3): fc.Arbitrary<JsonObject> {
  const elements = typeDefinition(type)!.elements.filter((element) => depth > 0 || isSimple(element));
  return fc
    .subarray([...elements], { minLength: 1, maxLength: Math.min(elements.length, 4) })
    .chain((chosen) => fc.tuple(...chosen.map((element) => anyMember(element, depth))))
    .map((members) => Object.assign(type === 'Organization' ? { resourceType: type } : {}, ...members) as JsonObject);
}

function isSimple({ types }: ElementDefinition): boolean {
  return types.some((type) => isPrimitive(type));
}

function anyMember(element: ElementDefinition, depth: number): fc.Arbitrary<JsonObject> {
  const types = element.types.filter(
    (type) => isPrimitive(type) || (depth > 0 && (type === 'Resource' || typeDefinition(type))),
  );
  return fc.constantFrom(...types).chain((type) => {
    const entry = isValueOnly(element)
      ? fc.constantFrom(...PRIMITIVES[type]!).map((value): Entry => ({ value }))
      : anyEntry(type, depth - 1);
    const entries = fc.array(entry, { minLength: 1, maxLength: element.repeats ? 3 : 1 });
    return entries.map((list) => {
      const members: JsonObject = {};
      writeEntries(members, jsonName(element, type), list, element.repeats);
      return members;
    });
  });
}

export function anyEntry(type: string, depth: number): fc.Arbitrary<Entry> {
  if (type === 'Resource') return fc.constant({ value: { resourceType: 'Endpoint', id: 'e', address: 'http://e' } });
  if (!isPrimitive(type)) return anyOf(type, depth).map((value) => ({ value }));
  const value = fc.constantFrom(...PRIMITIVES[type]!);
  const sibling = fc.constantFrom<JsonObject>({ id: 'i' }, { extension: [{ url: 'u', valueCode: 'c' }] });
  return fc.oneof(
    { weight: 4, arbitrary: value.map((each): Entry => ({ value: each })) },
    { weight: 1, arbitrary: fc.tuple(value, sibling).map(([one, other]): Entry => ({ value: one, sibling: other })) },
    { weight: 1, arbitrary: sibling.map((each): Entry => ({ sibling: each })) },
  );
}
