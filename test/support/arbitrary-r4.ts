import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/fhir/json/json-value';
import {
  isPrimitive,
  isResourceType,
  jsonName,
  typeDefinition,
  type ElementDefinition,
} from '../../src/fhir/model/definitions';
import { readEntries, writeEntries, type Entry } from '../../src/fhir/patch/members';

/** A few syntactically valid values of each primitive type. */
const VALUES: Readonly<Record<string, readonly JsonValue[]>> = {
  base64Binary: ['AAAA', 'QUJD'],
  boolean: [true, false],
  canonical: ['http://example.org/c|1', 'http://example.org/d'],
  code: ['a', 'b c', 'd'],
  date: ['2020', '2020-01-31', '1999-12'],
  dateTime: ['2020-01-31T10:00:00Z', '2021'],
  decimal: [1.5, -2, 0],
  id: ['x-1', 'y.2'],
  instant: ['2020-01-31T10:00:00.123Z', '2024-02-29T00:00:00+01:00'],
  integer: [-1, 0, 7],
  markdown: ['*m*', 'n\n- o'],
  oid: ['urn:oid:1.2.3', 'urn:oid:2.16'],
  positiveInt: [1, 9],
  string: ['s', "it's", 'é\n"q"', '\\', 't'],
  time: ['10:00:00', '23:59:60'],
  unsignedInt: [0, 3],
  uri: ['http://example.org/u', 'urn:x'],
  url: ['http://example.org/l', 'mailto:a@b'],
  uuid: ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520', 'urn:uuid:00000000-0000-4000-8000-000000000000'],
  xhtml: [
    '<div xmlns="http://www.w3.org/1999/xhtml">x</div>',
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>y</p></div>',
  ],
};

const CONTAINED = ['Organization', 'Endpoint', 'Location'];

/** A random resource with the structure of its R4 type. It may break cardinalities, bindings and invariants. */
export function anyResource(type: string, depth = 3): fc.Arbitrary<JsonObject> {
  return anyMembers(type, depth).map((members) => ({ resourceType: type, ...members }));
}

/** One element of a type: a value, and for some primitives an id and extensions. */
export function anyEntry(type: string, depth = 3): fc.Arbitrary<Entry> {
  if (type === 'Resource') {
    return fc.constantFrom(...CONTAINED).chain((each) => anyResource(each, depth - 1).map((value) => ({ value })));
  }
  if (!isPrimitive(type)) return anyMembers(type, depth).map((value) => ({ value }));
  const value = fc.constantFrom(...VALUES[type]!);
  if (type === 'xhtml' || depth < 0) return value.map((each) => ({ value: each }));
  const sibling = fc.constantFrom<JsonObject>(
    { id: 'i' },
    { extension: [{ url: 'http://example.org/e', valueCode: 'c' }] },
    {
      id: 'j',
      extension: [
        { url: 'http://example.org/e', valueCode: 'd' },
        { url: 'urn:f', valueInteger: 1 },
      ],
    },
  );
  return fc.oneof(
    { weight: 8, arbitrary: value.map((each): Entry => ({ value: each })) },
    { weight: 1, arbitrary: fc.tuple(value, sibling).map(([one, other]): Entry => ({ value: one, sibling: other })) },
    { weight: 1, arbitrary: sibling.map((each): Entry => ({ sibling: each })) },
  );
}

function anyMembers(type: string, depth: number): fc.Arbitrary<JsonObject> {
  const elements = typeDefinition(type)!.elements.filter(
    ({ types }) => depth > 0 || types.some((each) => isPrimitive(each)),
  );
  return fc
    .subarray([...elements], { minLength: 1, maxLength: Math.min(elements.length, depth > 2 ? 8 : 3) })
    .chain((chosen) => fc.tuple(...chosen.map((element) => anyMember(element, depth))))
    .map((members) => Object.assign({}, ...members) as JsonObject);
}

function anyMember(element: ElementDefinition, depth: number): fc.Arbitrary<JsonObject> {
  const types = element.types.filter((type) => isPrimitive(type) || depth > 0);
  return fc.constantFrom(...types).chain((type) =>
    // An element that is an attribute in XML has no id and no extensions.
    fc
      .array(anyEntry(type, element.xmlAttribute ? -1 : depth - 1), {
        minLength: 1,
        maxLength: element.repeats ? 4 : 1,
      })
      .map((entries) => {
        const members: JsonObject = {};
        writeEntries(members, jsonName(element, type), entries, element.repeats);
        return members;
      }),
  );
}

/** A member of an object in a resource, with the definition and type of its entries. */
export interface Place {
  readonly members: JsonObject;
  readonly key: string;
  readonly element: ElementDefinition;
  readonly type: string;
}

/** Every member below an object, except those that the server owns. */
export function placesOf(members: JsonObject, type = members.resourceType as string, root = true): Place[] {
  const properties = typeDefinition(type)!.properties;
  const keys = new Set(Object.keys(members).map((key) => (key.startsWith('_') ? key.slice(1) : key)));
  return [...keys].flatMap((key) => {
    const property = properties.get(key);
    if (!property || (root && (key === 'id' || key === 'meta'))) return [];
    const below = readEntries(members, key).flatMap((entry) => {
      if (property.primitive) return entry.sibling ? placesOf(entry.sibling, 'Element', false) : [];
      const value = entry.value as JsonObject;
      const actual = value.resourceType as string | undefined;
      return placesOf(value, actual !== undefined && isResourceType(actual) ? actual : property.type, false);
    });
    return [{ members, key, element: property.element, type: property.type }, ...below];
  });
}

export interface Change {
  readonly kind: 'primitive' | 'remove' | 'insert' | 'move';
  readonly after: JsonObject;
}

/** A random small change of a resource, of a kind that its content allows. */
export function anyChange(resource: JsonObject): fc.Arbitrary<Change> {
  return fc
    .tuple(fc.constantFrom<Change['kind']>('primitive', 'remove', 'insert', 'move'), fc.nat(), fc.nat(), fc.nat())
    .chain(([kind, pick, from, to]) => {
      // Copied through text, because the generator may share entries, which must not change together.
      const after = JSON.parse(JSON.stringify(resource)) as JsonObject;
      const candidates = placesOf(after).filter((place) => fits(kind, place));
      if (candidates.length === 0) return fc.constant({ kind, after });
      const { members, key, element, type } = candidates[pick % candidates.length]!;
      const entries = readEntries(members, key);
      const index = from % entries.length;
      const write = (): Change => {
        writeEntries(members, key, entries, element.repeats);
        return { kind, after };
      };
      if (kind === 'insert') {
        return anyEntry(type, 1).map((entry) => {
          entries.splice(to % (entries.length + 1), 0, entry);
          return write();
        });
      }
      const [taken] = entries.splice(index, 1);
      if (kind === 'move') entries.splice(to % (entries.length + 1), 0, taken!);
      if (kind === 'primitive') {
        const others = VALUES[type]!.filter((value) => value !== taken!.value);
        entries.splice(index, 0, { ...taken, value: others[to % others.length]! });
      }
      return fc.constant(write());
    });
}

function fits(kind: Change['kind'], { members, key, element, type }: Place): boolean {
  if (kind === 'primitive') return isPrimitive(type);
  return element.repeats && (kind === 'insert' || readEntries(members, key).length > 1);
}
