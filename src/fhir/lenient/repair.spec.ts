/** @counted-work */
import { growth } from '../../../test/support/counted-work';
import fc from 'fast-check';
import { FhirDecimal } from '../json/fhir-decimal';
import { VALID } from '../../../test/fixtures/r4/valid-resources';
import { parseJson, positionOf, type JsonObject, type JsonValue } from '../json';
import { validateResource } from '../validation';
import { repairElement, repairResource } from './repair';

/** Makes the mistakes of a hurried author: some lists of one without brackets, some numbers in quotes. */
function careless(value: JsonValue, chance: () => boolean): JsonValue {
  if (typeof value === 'number') return chance() ? String(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => careless(item, chance));
    return items.length === 1 && chance() ? items[0]! : items;
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, careless(member, chance)]));
}

const concept = { coding: [{ code: 'x' }] };

describe('repairElement', () => {
  it.each<[string, string, JsonValue, JsonValue, string[]]>([
    ['an object for a list of objects', 'CodeableConcept', { coding: { code: 'x' } }, concept, ['wrap-list v.coding']],
    [
      'a string for a list of strings',
      'HumanName',
      { given: 'Thierry' },
      { given: ['Thierry'] },
      ['wrap-list v.given'],
    ],
    [
      'the sibling of such a string',
      'HumanName',
      { given: 'T', _given: { id: 'a' } },
      { given: ['T'], _given: [{ id: 'a' }] },
      ['wrap-list v.given', 'wrap-list v.given'],
    ],
    ['a sibling alone', 'HumanName', { _given: { id: 'a' } }, { _given: [{ id: 'a' }] }, ['wrap-list v.given']],
    [
      'an extension in the sibling of a primitive',
      'Address',
      { _city: { extension: { url: 'x', valueCode: 'x' } } },
      { _city: { extension: [{ url: 'x', valueCode: 'x' }] } },
      ['wrap-list v.city.extension'],
    ],
    [
      'what stands within a wrapped object',
      'Organization.contact',
      { telecom: { extension: { url: 'x', valueInteger: '1' } } },
      { telecom: [{ extension: [{ url: 'x', valueInteger: 1 }] }] },
      ['wrap-list v.telecom', 'wrap-list v.telecom[0].extension', 'number-from-string v.telecom[0].extension[0].value'],
    ],
    ['a positiveInt in quotes', 'ContactPoint', { rank: '2' }, { rank: 2 }, ['number-from-string v.rank']],
    [
      'a decimal in quotes',
      'Location.position',
      { latitude: '47.5' },
      { latitude: 47.5 },
      ['number-from-string v.latitude'],
    ],
    ['a primitive itself', 'integer', '3', 3, ['number-from-string v']],
    [
      'a decimal, with its digits',
      'Quantity',
      { value: '1.50' },
      { value: new FhirDecimal('1.50') },
      ['number-from-string v.value'],
    ],
    ['numbers in a list', 'SampledData', { dimensions: '1' }, { dimensions: 1 }, ['number-from-string v.dimensions']],
    [
      'an entry that is not the first',
      'Address',
      {
        extension: [
          { url: 'a', valueCode: 'a' },
          { url: 'b', valueInteger: '1' },
        ],
      },
      {
        extension: [
          { url: 'a', valueCode: 'a' },
          { url: 'b', valueInteger: 1 },
        ],
      },
      ['number-from-string v.extension[1].value'],
    ],
    [
      'a contained resource',
      'Resource',
      { resourceType: 'Location', contained: { resourceType: 'Organization', alias: 'x' } },
      { resourceType: 'Location', contained: [{ resourceType: 'Organization', alias: ['x'] }] },
      ['wrap-list v.contained', 'wrap-list v.contained[0].alias'],
    ],
    [
      'parts of Parameters',
      'Parameters',
      { parameter: { name: 'operation', part: { name: 'value', valueCodeableConcept: { coding: { code: 'x' } } } } },
      { parameter: [{ name: 'operation', part: [{ name: 'value', valueCodeableConcept: concept }] }] },
      ['wrap-list v.parameter', 'wrap-list v.parameter[0].part', 'wrap-list v.parameter[0].part[0].value.coding'],
    ],
  ])('mends %s', (_, type, given, expected, rules) => {
    const before = structuredClone(given);
    const { value, repairs } = repairElement(type, given, 'v');
    expect(value).toEqual(expected);
    expect(repairs.map(({ rule, expression }) => `${rule} ${expression}`)).toEqual(rules);
    expect(repairs.every(({ text }) => /^\S.*\.$/.test(String(text)))).toBe(true);
    expect(given).toEqual(before);
  });

  it.each<[string, string, JsonValue]>([
    ['what is right', 'CodeableConcept', concept],
    ['a boolean in quotes', 'Organization', { active: 'true' }],
    ['a number for a string', 'Address', { city: 44000 }],
    ['an integer with a point', 'ContactPoint', { rank: '1.0' }],
    ['an integer with zeros before', 'ContactPoint', { rank: '01' }],
    ['a list for a single element', 'Organization', { name: ['x'], partOf: [{ reference: 'Organization/1' }] }],
    ['null for a list', 'Organization', { alias: null }],
    ['unknown elements and what is in them', 'Organization', { contacts: { telecom: {} }, value: { coding: {} } }],
    ['a choice without its type', 'Parameters.parameter', { value: { coding: {} } }],
    ['a value that is not an object', 'CodeableConcept', 'x'],
    ['a resource without a type', 'Resource', { telecom: {} }],
    ['a resource of no R4 type', 'Resource', { resourceType: 'Organisation', telecom: {} }],
    ['a resource of an abstract type', 'Resource', { resourceType: 'DomainResource', contained: {} }],
    ['an unknown type', 'Nothing', { coding: {} }],
    ['a sibling of an object', 'Organization', { _type: { id: 'x' } }],
    [
      'names of the prototype',
      'Organization',
      JSON.parse('{"__proto__":{"telecom":{}},"constructor":{}}') as JsonValue,
    ],
  ])('leaves %s as it is', (_, type, given) => {
    const { value, repairs } = repairElement(type, given, 'v');
    expect(value).toBe(given);
    expect(repairs).toEqual([]);
  });

  it('shares what it did not mend', () => {
    const name = { family: 'x' };
    const { value } = repairResource({ resourceType: 'Practitioner', name: [name], telecom: {} });
    expect((value.name as JsonValue[])[0]).toBe(name);
  });

  it('keeps the order of the members', () => {
    const { value } = repairResource({ resourceType: 'Organization', telecom: {}, name: 'x', alias: 'y' });
    expect(Object.keys(value)).toEqual(['resourceType', 'telecom', 'name', 'alias']);
  });

  it('names a resource by its type', () => {
    expect(repairResource({ resourceType: 'Organization', alias: 'x' }).repairs).toEqual([
      {
        rule: 'wrap-list',
        expression: 'Organization.alias',
        text: '`alias` is a list; the single value was read as a list of one.',
      },
    ]);
  });

  it('does not follow an attack into the depth', () => {
    let deep: JsonValue = { url: 'x' };
    for (let level = 0; level < 20_000; level += 1) deep = { url: 'x', extension: deep };
    expect(repairResource({ resourceType: 'Organization', extension: deep }).repairs.length).toBeLessThan(100);
  });
});

it.each([
  [
    'in an object for a list',
    '{"resourceType":"Organization",\n"telecom": {"system": "fon"}}',
    { line: 2, column: 23 },
  ],
  ['of a value for a list', '{"resourceType":"Organization","name":"x",\n"alias": ""}', { line: 2, column: 10 }],
  [
    'in an object for a list in such an object',
    '{"resourceType":"Organization",\n"contact": {"telecom": {\n"rank": "0"}}}',
    { line: 3, column: 9 },
  ],
])('an issue %s is found in the text as it was sent', (_, text, position) => {
  const { value } = repairResource(parseJson(text) as JsonObject);
  const [issue, ...others] = validateResource(value).filter(({ path }) => path && path.length > 1);
  expect(others).toEqual([]);
  expect(positionOf(text, issue!.path!)).toEqual(position);
});

describe('repair and validation agree', () => {
  const chances = fc.infiniteStream(fc.boolean()).map((stream) => (): boolean => stream.next().value as boolean);
  const bases = fc.constantFrom(...Object.values(VALID));

  it('carelessness that can be mended gives the careful resource', () => {
    fc.assert(
      fc.property(bases, chances, (resource, chance) => {
        const { value, repairs } = repairResource(careless(resource, chance) as JsonObject);
        expect(value).toEqual(resource);
        expect(validateResource(value)).toEqual([]);
        expect(new Set(repairs.map(({ rule }) => rule)).size).toBeLessThanOrEqual(2);
      }),
      { numRuns: 300 },
    );
  });

  it('a second repair has nothing to do, and no list is missing afterwards', () => {
    const junk = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(bases, chances, fc.array(fc.tuple(fc.nat(), junk), { maxLength: 4 }), (resource, chance, changes) => {
        const broken = careless(resource, chance) as JsonObject;
        const keys = Object.keys(broken).filter((key) => key !== 'resourceType');
        for (const [at, value] of changes) broken[keys[at % keys.length]!] = value;
        const { value } = repairResource(broken);
        const again = repairResource(value);
        expect(again.value).toBe(value);
        expect(again.repairs).toEqual([]);
        const missing = validateResource(value, { maxIssues: 10_000 }).filter(({ text }) =>
          /must be a list, not (an|a) /.test(String(text)),
        );
        expect(missing).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('ten times the entries are ten times the work', async () => {
    const repair = (count: number) => {
      const telecom = Array.from({ length: count }, () => ({ rank: '1', extension: { url: 'x', valueCode: 'x' } }));
      const { value } = repairResource({ resourceType: 'Organization', telecom });
      expect((value['telecom'] as JsonObject[]).every(({ rank }) => rank === 1)).toBe(true);
    };
    expect(await growth(repair, 500, 5_000)).toBeLessThan(12);
  });
});

it('tells a hundred repairs by one rule, and that there were more', () => {
  const digits = Array.from({ length: 250 }, () => ({ url: 'urn:x', valueInteger: '1' }));
  const { repairs, value } = repairResource({ resourceType: 'Location', alias: 'a', extension: digits });
  const told = (rule: string): string[] => repairs.filter((each) => each.rule === rule).map(({ text }) => String(text));
  expect(told('number-from-string')).toHaveLength(101);
  expect(told('number-from-string').at(-1)).toBe('More of these were mended; they are not listed.');
  expect(told('wrap-list')).toHaveLength(1);
  expect((value.extension as JsonObject[]).every(({ valueInteger }) => valueInteger === 1)).toBe(true);
});
