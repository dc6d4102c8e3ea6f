import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { isPrimitive, typeDefinition, type ElementDefinition } from '../model/definitions';
import { applyFhirPathPatch } from './apply-patch';
import { writeEntries } from './members';
import { encodePatchValue } from './values/encode';
import { PRIMITIVES, anyOf, anyEntry } from '../../../test/support/arbitrary-entry';

/** The place of an empty object, list or string, or of a null that is not padding. */
function emptyPlace(value: JsonValue, place = '$'): string | undefined {
  if (value === null || value === '') return place;
  if (Array.isArray(value)) {
    if (value.length === 0 || value.every((item) => item === null)) return place;
    return value
      .map((item, index) => (item === null ? undefined : emptyPlace(item, `${place}[${index}]`)))
      .find(Boolean);
  }
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length === 0) return place;
  return entries
    .map(([key, member]) => emptyPlace(member, `${place}.${key}`) ?? unpadded(value, key, `${place}.${key}`))
    .find(Boolean);
}

function unpadded(members: JsonObject, key: string, place: string): string | undefined {
  const twin = members[key.startsWith('_') ? key.slice(1) : `_${key}`];
  const list = members[key];
  if (!Array.isArray(list)) return undefined;
  if (Array.isArray(twin)) return twin.length === list.length ? undefined : place;
  return list.includes(null) && !key.startsWith('_') ? place : undefined;
}

/** Paths of the elements of a resource, with JSON member names. */
function placesOf(value: JsonObject, place: string): string[] {
  const places = Object.keys(value).flatMap((key) => {
    if (key.startsWith('_') || key === 'resourceType') return [];
    const members = value[key]!;
    const items = Array.isArray(members) ? members : [members];
    return items.flatMap((item, index) => {
      const at = Array.isArray(members) ? `${place}.${key}[${index}]` : `${place}.${key}`;
      return isJsonObject(item) ? [at, ...placesOf(item, at)] : [at];
    });
  });
  return place.includes('.') ? places : [...places, `${place}.active`];
}

describe('applyFhirPathPatch', () => {
  const NAMES = [
    'id',
    'meta',
    'versionId',
    'name',
    'alias',
    'telecom',
    'contact',
    'address',
    'line',
    'extension',
    'value',
    'valueString',
    'identifier',
    'contained',
    'text',
    'div',
    'status',
    'nothing',
    'system',
    'partOf',
    'active',
  ];
  const name = fc.constantFrom(...NAMES);
  const step = fc.oneof(
    { weight: 6, arbitrary: name.map((each) => `.${each}`) },
    { weight: 2, arbitrary: fc.nat(2).map((index) => `[${index}]`) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '.first()',
        '.last()',
        '.tail()',
        ".extension('u')",
        ".where(system = 'a')",
        '.where(value.exists())',
        '.single()',
        '.ofType(string)',
        '.skip(1)',
      ),
    },
  );
  const path = fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .tuple(
          fc.constantFrom('Organization', 'Organization', '$this', '%resource', 'name', 'alias', 'Patient'),
          fc.array(step, { maxLength: 4 }),
        )
        .map(([head, steps]) => head + steps.join('')),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc.string({
        unit: fc.constantFrom(..."()[].'`%$=+-|@ ", 'a', 'where', 'name', '1', 'and', 'is', 'div'),
        maxLength: 40,
      }),
    },
  );
  const typed = fc
    .constantFrom(
      'string',
      'code',
      'boolean',
      'integer',
      'Address',
      'ContactPoint',
      'Identifier',
      'Meta',
      'Extension',
      'Organization.contact',
      'Narrative',
      'Resource',
    )
    .chain((type) =>
      anyEntry(type, 2)
        .filter(({ value }) => value !== undefined)
        .map(({ value }) => encodePatchValue(type, value!)),
    );
  const value = fc.oneof(
    { weight: 8, arbitrary: typed },
    { weight: 1, arbitrary: fc.jsonValue().map((json) => ({ name: 'value', valueString: json as JsonValue })) },
    { weight: 1, arbitrary: fc.jsonValue().map((json) => ({ name: 'value', part: json as JsonValue })) },
  );
  const index = (part: string): fc.Arbitrary<JsonObject> =>
    fc.integer({ min: -1, max: 3 }).map((valueInteger) => ({ name: part, valueInteger }));
  const part = (part: string, text: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> =>
    text.map((valueString) => ({ name: part, valueString }));
  const PARTS = {
    add: [part('path', path), part('name', name), value],
    insert: [part('path', path), index('index'), value],
    delete: [part('path', path)],
    replace: [part('path', path), value],
    move: [part('path', path), index('source'), index('destination')],
  };
  const operation = fc
    .constantFrom(...(Object.keys(PARTS) as (keyof typeof PARTS)[]))
    .chain((type) =>
      fc
        .tuple<JsonObject[]>(...PARTS[type])
        .map((parts): JsonObject => ({ name: 'operation', part: [{ name: 'type', valueCode: type }, ...parts] })),
    );
  const organization = anyOf('Organization', 4);
  const LISTS = ['identifier', 'type', 'telecom', 'address', 'contact', 'endpoint', 'alias', 'extension'];
  const elementNamed = (list: string): ElementDefinition =>
    typeDefinition('Organization')!.elements.find((element) => element.name === list)!;
  const valueFor = (list: string): fc.Arbitrary<JsonObject> => {
    const type = elementNamed(list).types[0]!;
    return isPrimitive(type)
      ? fc.constant(encodePatchValue(type, PRIMITIVES[type]![0]!))
      : anyOf(type, 2).map((each) => encodePatchValue(type, each));
  };
  /** Operations that mostly apply: whole lists of an Organization, and existing places. */
  const fitting = (resource: JsonObject): fc.Arbitrary<JsonObject> => {
    const places = fc.constantFrom(...placesOf(resource, 'Organization'));
    const onList = fc.constantFrom(...LISTS).chain((list) =>
      fc.oneof(
        valueFor(list).map((content) => of('add', 'Organization', { name: 'name', valueString: list }, content)),
        valueFor(list).map((content) => of('insert', list, { name: 'index', valueInteger: 0 }, content)),
        valueFor(list).map((content) => of('replace', `${list}[0]`, content)),
        index('source').chain((source) =>
          index('destination').map((destination) => of('move', list, source, destination)),
        ),
      ),
    );
    return fc.oneof(
      onList,
      places.map((place) => of('delete', place)),
    );
  };
  const of = (type: string, at: string, ...rest: JsonObject[]): JsonObject => ({
    name: 'operation',
    part: [{ name: 'type', valueCode: type }, { name: 'path', valueString: at }, ...rest],
  });
  const parametersOf = (operations: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
    fc
      .array(operations, { minLength: 1, maxLength: 3 })
      .map((parameter) => ({ resourceType: 'Parameters', parameter }));
  const resourceAndPatch = organization.chain((resource) =>
    fc.tuple(fc.constant(resource), fc.oneof(parametersOf(operation), parametersOf(fitting(resource)))),
  );

  it('never throws, never changes what it was given, and leaves nothing empty', () => {
    let applied = 0;
    fc.assert(
      fc.property(resourceAndPatch, ([resource, parameters]) => {
        const [before, sent] = [structuredClone(resource), structuredClone(parameters)];
        expect(emptyPlace(resource)).toBeUndefined();
        const result = applyFhirPathPatch(resource, parameters);
        expect(resource).toEqual(before);
        expect(parameters).toEqual(sent);
        if (result.ok) {
          applied += Number(result.resource !== resource);
          expect(emptyPlace(result.resource)).toBeUndefined();
          expect(result.resource.id).toEqual(before.id);
          expect(result.resource.resourceType).toBe('Organization');
        } else {
          expect(result).not.toHaveProperty('resource');
          expect(result.issues.length).toBeGreaterThan(0);
          for (const issue of result.issues) expect(issue.expression).toMatch(/^Parameters\.parameter\[\d\]/);
        }
      }),
      { numRuns: 1500 },
    );
    expect(applied).toBeGreaterThan(100);
  });

  it('never throws on any JSON as the body', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc
            .jsonValue()
            .filter((parameter) => JSON.stringify(parameter) !== '[]')
            .map((parameter) => ({ resourceType: 'Parameters', parameter })),
          fc
            .array(fc.jsonValue())
            .map((parts) => ({ resourceType: 'Parameters', parameter: [{ name: 'operation', part: parts }] })),
        ),
        (json) => {
          expect(applyFhirPathPatch({ resourceType: 'Organization' }, json as JsonValue)).toMatchObject({
            ok: false,
            kind: 'invalid-request',
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<JsonObject>([{ resourceType: 'Parameters' }, { resourceType: 'Parameters', parameter: [] }])(
    'without operations is no change: %j',
    (parameters) => {
      fc.assert(
        fc.property(organization, fc.constantFrom('strict', 'lenient'), (resource, handling) => {
          const result = applyFhirPathPatch(resource, parameters, { handling });
          expect(result).toEqual({ ok: true, resource, applied: [], notes: [] });
          expect(result.ok && result.resource).toBe(resource);
        }),
        { numRuns: 50 },
      );
    },
  );

  it('adding at the end and deleting it again is no change', () => {
    fc.assert(
      fc.property(organization, anyOf('ContactPoint'), (resource, contactPoint) => {
        const count = Array.isArray(resource.telecom) ? resource.telecom.length : 0;
        const parameter = [
          {
            name: 'operation',
            part: [
              { name: 'type', valueCode: 'add' },
              { name: 'path', valueString: 'Organization' },
              { name: 'name', valueString: 'telecom' },
              encodePatchValue('ContactPoint', contactPoint),
            ],
          },
          {
            name: 'operation',
            part: [
              { name: 'type', valueCode: 'delete' },
              { name: 'path', valueString: `telecom[${count}]` },
            ],
          },
        ];
        const result = applyFhirPathPatch(resource, { resourceType: 'Parameters', parameter });
        expect(result.ok && result.resource).toBe(resource);
      }),
      { numRuns: 200 },
    );
  });

  it('moving keeps every element, with its id and extensions, and moving back is no change', () => {
    const aliases = fc.array(anyEntry('string', 1), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(aliases, fc.nat(5), fc.nat(5), (entries, from, to) => {
        const [source, destination] = [from % entries.length, to % entries.length];
        const resource: JsonObject = { resourceType: 'Organization' };
        writeEntries(resource, 'alias', entries, true);
        const there = applyFhirPathPatch(resource, moved(source, destination));
        const expected: JsonObject = { resourceType: 'Organization' };
        writeEntries(expected, 'alias', entries.toSpliced(source, 1).toSpliced(destination, 0, entries[source]!), true);
        expect(there.ok && there.resource).toEqual(expected);
        const back = there.ok && applyFhirPathPatch(there.resource, moved(destination, source));
        expect(back && back.ok && back.resource).toEqual(resource);
      }),
      { numRuns: 300 },
    );
  });

  function moved(source: number, destination: number): JsonObject {
    const ends = [
      { name: 'source', valueInteger: source },
      { name: 'destination', valueInteger: destination },
    ];
    return {
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'operation',
          part: [{ name: 'type', valueCode: 'move' }, { name: 'path', valueString: 'Organization.alias' }, ...ends],
        },
      ],
    };
  }
});
