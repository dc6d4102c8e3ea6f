import { countedWork, growth } from '../../../../test/support/counted-work';
import { FhirDecimal } from '../../json/fhir-decimal';
import type { JsonObject, JsonValue } from '../../json/json-value';
import { FhirError } from '../../errors/fhir-error';
import { Message } from '../../messages';
import { applyFhirPathPatch } from '../apply-patch';
import { diff } from './diff';
import { MOST_STEPS } from './step';

const BUILDING: JsonObject = {
  use: 'work',
  line: ['Bâtiment A', '12 rue de la Paix', 'BP 40'],
  city: 'C',
  district: 'D',
};

const ORGANIZATION: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', profile: ['http://example.org/p'] },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">a</div>' },
  contained: [
    { resourceType: 'Endpoint', id: 'e', status: 'active' },
    { resourceType: 'Organization', id: 'p', name: 'Parent' },
  ],
  extension: [
    { url: 'http://example.org/1', valueCode: 'a' },
    {
      url: 'http://example.org/n',
      extension: [
        { url: 'x', valueInteger: 1 },
        { url: 'y', valueBoolean: true },
      ],
    },
  ],
  identifier: ['1', '2', '3', '4'].map((value) => ({ system: 'http://example.org', value })),
  name: 'A',
  alias: ['a', 'b', 'c'],
  _alias: [null, { id: 'ab' }, null],
  telecom: [
    { system: 'phone', value: '1', use: 'work', rank: 1 },
    { system: 'email', value: 'x@example.org', use: 'work' },
  ],
  contact: [{ name: { family: 'F', given: ['g', 'h'] }, address: { ...BUILDING, postalCode: '1' } }],
};

const list = (key: string): JsonValue[] => ORGANIZATION[key] as JsonValue[];
const [i1, i2, i3, i4] = list('identifier') as [JsonValue, JsonValue, JsonValue, JsonValue];
const [phone, email] = list('telecom') as [JsonObject, JsonObject];
const [contact] = list('contact') as [JsonObject];

/** An operation as one line: `replace Organization.name <- {"valueString":"B"}`. */
function lineOf(operation: JsonObject): string {
  const parts = new Map((operation.part as JsonObject[]).map(({ name, ...part }) => [name, part]));
  const plain = (name: string): string => JSON.stringify(Object.values(parts.get(name)!)[0]).replaceAll('"', '');
  const path = plain('path') + (parts.has('name') ? ` + ${plain('name')}` : '');
  const index = parts.has('index') ? `[${plain('index')}]` : '';
  const ends = parts.has('source') ? ` ${plain('source')} -> ${plain('destination')}` : '';
  const value = parts.has('value') ? ` <- ${JSON.stringify(parts.get('value'))}` : '';
  return `${plain('type')} ${path}${index}${ends}${value}`;
}

/** The operations between two versions, after making sure that they lead from one to the other. */
function linesOf(before: JsonObject, after: JsonObject): string[] {
  const patch = diff(before, after);
  const operations = (patch.parameter ?? []) as JsonObject[];
  if (operations.length > 0) {
    const result = applyFhirPathPatch(before, patch, { handling: 'strict' });
    expect(result.ok && result.resource).toEqual(after);
  }
  return operations.map(lineOf);
}

describe('diff', () => {
  it.each<[string, JsonObject, string[]]>([
    ['nothing', {}, []],
    ['a text', { name: 'B' }, ['replace Organization.name <- {"valueString":"B"}']],
    [
      'a phone number',
      { telecom: [{ ...phone, value: '2' }, email] },
      ['replace Organization.telecom[0].value <- {"valueString":"2"}'],
    ],
    ['a new element', { active: true }, ['add Organization + active <- {"valueBoolean":true}']],
    [
      'a new element inside',
      { telecom: [phone, { ...email, rank: 2 }] },
      ['add Organization.telecom[1] + rank <- {"valuePositiveInt":2}'],
    ],
    [
      'the narrative',
      { text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">b</div>' } },
      ['replace Organization.text.div <- {"valueString":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">b</div>"}'],
    ],
    [
      'an entry at the end',
      { telecom: [phone, email, { value: '3' }] },
      ['add Organization + telecom <- {"valueContactPoint":{"value":"3"}}'],
    ],
    [
      'an entry at the front',
      { telecom: [{ value: '3' }, phone, email] },
      ['insert Organization.telecom[0] <- {"valueContactPoint":{"value":"3"}}'],
    ],
    ['an entry taken out', { telecom: [email] }, ['delete Organization.telecom[0]']],
    ['a list taken out', { contact: undefined as unknown as JsonValue }, ['delete Organization.contact[0]']],
    [
      'an anonymous type put in',
      { contact: [contact, { purpose: { text: 'p' }, telecom: [{ value: '1' }, { value: '2' }] }] },
      [
        'add Organization + contact <- {"part":[{"name":"purpose","valueCodeableConcept":{"text":"p"}},{"name":"telecom","valueContactPoint":{"value":"1"}},{"name":"telecom","valueContactPoint":{"value":"2"}}]}',
      ],
    ],
    ['the last moved to the second place', { identifier: [i1, i4, i2, i3] }, ['move Organization.identifier 3 -> 1']],
    ['the first moved to the end', { identifier: [i2, i3, i4, i1] }, ['move Organization.identifier 0 -> 3']],
    ['neighbours exchanged', { identifier: [i1, i2, i4, i3] }, ['move Organization.identifier 3 -> 2']],
    [
      'a list turned round',
      { identifier: [i4, i3, i2, i1] },
      [
        'move Organization.identifier 3 -> 0',
        'move Organization.identifier 3 -> 1',
        'move Organization.identifier 3 -> 2',
      ],
    ],
    [
      'moved and changed',
      { telecom: [email, { ...phone, value: '2' }] },
      ['replace Organization.telecom[0].value <- {"valueString":"2"}', 'move Organization.telecom 1 -> 0'],
    ],
    [
      'put in, taken out and changed at once',
      { identifier: [i4, { system: 'urn:new', value: 'n' }, i3, { use: 'old', value: 'o' }] },
      [
        'replace Organization.identifier[0] <- {"valueIdentifier":{"system":"urn:new","value":"n"}}',
        'delete Organization.identifier[1]',
        'move Organization.identifier 2 -> 0',
        'add Organization + identifier <- {"valueIdentifier":{"use":"old","value":"o"}}',
      ],
    ],
    ['a text of a list', { alias: ['a', 'b', 'd'] }, ['replace Organization.alias[2] <- {"valueString":"d"}']],
    [
      'a text with its id moved',
      { alias: ['b', 'a', 'c'], _alias: [{ id: 'ab' }, null, null] },
      ['move Organization.alias 1 -> 0'],
    ],
    [
      'the id of a text',
      { _alias: [null, { id: 'z' }, null] },
      ['replace Organization.alias[1].id <- {"valueString":"z"}'],
    ],
    ['the id of a text taken out', { _alias: undefined as unknown as JsonValue }, ['delete Organization.alias[1].id']],
    [
      'an extension of a text put in',
      { _name: { extension: [{ url: 'urn:x', valueCode: 'c' }] } },
      [
        'add Organization.name + extension <- {"part":[{"name":"url","valueUri":"urn:x"},{"name":"value","valueCode":"c"}]}',
      ],
    ],
    [
      'an extension instead of a text',
      { name: undefined as unknown as JsonValue, _name: { id: 'n' } },
      ['replace Organization.name <- {"_valueString":{"id":"n"}}'],
    ],
    [
      'the value of an extension',
      { extension: [{ url: 'http://example.org/1', valueCode: 'b' }, list('extension')[1]!] },
      ['replace Organization.extension[0].value <- {"valueCode":"b"}'],
    ],
    [
      'another type of a choice',
      { extension: [{ url: 'http://example.org/1', valueQuantity: { value: 1 } }, list('extension')[1]!] },
      ['replace Organization.extension[0].value <- {"valueQuantity":{"value":1}}'],
    ],
    [
      'an extension in an extension',
      {
        extension: [
          list('extension')[0]!,
          {
            url: 'http://example.org/n',
            extension: [
              { url: 'x', valueInteger: 2 },
              { url: 'y', valueBoolean: true },
            ],
          },
        ],
      },
      ['replace Organization.extension[1].extension[0].value <- {"valueInteger":2}'],
    ],
    [
      'a contained resource',
      { contained: [list('contained')[0]!, { resourceType: 'Organization', id: 'p', name: 'Other' }] },
      ['replace Organization.contained[1].name <- {"valueString":"Other"}'],
    ],
    [
      'a contained resource of another type',
      { contained: [{ resourceType: 'Location', id: 'e', status: 'active' }, list('contained')[1]!] },
      ['replace Organization.contained[0] <- {"resource":{"resourceType":"Location","id":"e","status":"active"}}'],
    ],
    [
      'an element of which nothing is left',
      { contact: [{ ...contact, address: { line: ['l'], state: 'S', country: 'FR' } }] },
      ['replace Organization.contact[0].address <- {"valueAddress":{"line":["l"],"state":"S","country":"FR"}}'],
    ],
    [
      'one child for another',
      { contact: [{ ...contact, address: { ...BUILDING, country: 'FR' } }] },
      [
        'add Organization.contact[0].address + country <- {"valueString":"FR"}',
        'delete Organization.contact[0].address.postalCode',
      ],
    ],
  ])('says in few operations: %s', (_, changes, lines) => {
    const after = Object.fromEntries(
      Object.entries({ ...ORGANIZATION, ...changes }).filter(([, value]) => value !== undefined),
    );
    expect(linesOf(ORGANIZATION, after)).toEqual(lines);
  });

  it('leaves id, versionId and lastUpdated to the server', () => {
    const after = { ...ORGANIZATION, id: 'x', meta: { versionId: '9', profile: ['http://example.org/q'] } };
    expect((diff(ORGANIZATION, after).parameter as JsonObject[]).map(lineOf)).toEqual([
      'replace Organization.meta.profile[0] <- {"valueCanonical":"http://example.org/q"}',
    ]);
    expect(diff({ resourceType: 'Organization' }, { resourceType: 'Organization', meta: { versionId: '1' } })).toEqual({
      resourceType: 'Parameters',
    });
    expect((diff({ resourceType: 'Organization' }, after).parameter as JsonObject[]).map(lineOf)[0]).toBe(
      'add Organization + meta <- {"valueMeta":{"profile":["http://example.org/q"]}}',
    );
  });

  it('takes other digits for a change', () => {
    const at = (longitude: JsonValue): JsonObject => ({
      resourceType: 'Location',
      position: { longitude, latitude: 1 },
    });
    expect(diff(at(new FhirDecimal('1.0')), at(new FhirDecimal('1.0')))).toEqual({ resourceType: 'Parameters' });
    expect(diff(at(1), at(new FhirDecimal('1.0'))).parameter).toHaveLength(1);
  });

  it('replaces larger elements rather than asking for more operations than one patch may have', () => {
    const lines = (letter: string): JsonObject => ({
      line: Array.from({ length: 20 }, (_, index) => `${letter}${index}`),
      city: 'C',
      text: 'a long text that stays as it is '.repeat(20),
    });
    const before: JsonObject = {
      resourceType: 'Organization',
      address: Array.from({ length: 10 }, (_, index) => ({ ...lines('a'), state: `${index}` })),
    };
    const after: JsonObject = {
      resourceType: 'Organization',
      address: Array.from({ length: 10 }, (_, index) => ({ ...lines('b'), state: `${index}` })),
    };
    expect(linesOf(before, after).length).toBeLessThanOrEqual(10);
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    ['two types', { resourceType: 'Organization' }, { resourceType: 'Location' }, 'invalid-request'],
    ['no type of R4', { resourceType: 'Foo' }, { resourceType: 'Foo' }, 'invalid-request'],
    ['no type', {}, {}, 'invalid-request'],
    [
      'an element R4 does not know',
      { resourceType: 'Organization' },
      { resourceType: 'Organization', speciality: 'x' },
      'unprocessable',
    ],
    [
      'one object for a list',
      { resourceType: 'Organization' },
      { resourceType: 'Organization', telecom: { value: '1' } },
      'unprocessable',
    ],
    [
      'two types of one choice',
      { resourceType: 'Patient' },
      { resourceType: 'Patient', deceasedBoolean: true, deceasedDateTime: '2020' },
      'unprocessable',
    ],
    [
      'an empty place in a list',
      { resourceType: 'Organization' },
      { resourceType: 'Organization', alias: ['a', null] },
      'unprocessable',
    ],
  ])('refuses %s', (_, before, after, kind) => {
    expect(() => diff(before, after)).toThrow(FhirError);
    expect(() => diff(before, after)).toThrow(
      expect.objectContaining({ kind, issues: [expect.objectContaining({ hint: expect.any(Message) })] }),
    );
  });
});

describe('diff works in proportion to the resource', () => {
  const entry = (index: number): JsonObject => ({
    system: 'phone',
    value: `+33 1 ${index}`,
    use: 'work',
    rank: 1 + (index % 9),
    period: { start: '2020-01-01' },
  });
  const withTelecom = (telecom: JsonValue[]): JsonObject => ({ ...ORGANIZATION, telecom });
  const entries = (count: number): JsonObject[] => Array.from({ length: count }, (_, index) => entry(index));
  const many = entries(450);

  it('40 KB with a few changes: some steps for each of its characters', async () => {
    const before = withTelecom(many);
    expect(JSON.stringify(before).length).toBeGreaterThan(40_000);
    const telecom = [
      { value: 'new' },
      ...many.slice(1, 200),
      { ...many[200]!, value: 'changed' },
      ...many.slice(201, 450),
      many[0]!,
    ];
    expect((diff(before, withTelecom(telecom)).parameter as JsonValue[]).length).toBeLessThanOrEqual(4);
    expect(await countedWork(() => diff(before, withTelecom(telecom)))).toBeLessThan(4 * JSON.stringify(before).length);
  });

  it.each<[string, (list: JsonObject[]) => JsonObject[]]>([
    ['turned round', (list) => [...list].reverse()],
    ['each changed', (list) => list.map((each) => ({ ...each, value: `${each.value as string}0` }))],
    ['all others', (list) => list.map((_, index) => ({ value: `x${index}`, use: 'home' }))],
    ['all alike', (list) => list.map(() => entry(1))],
    ['every second one gone', (list) => list.filter((_, index) => index % 2 === 0)],
  ])('a list, %s: eight times as long is far from 64 times the work', async (_, change) => {
    const work = (size: number) => diff(withTelecom(entries(size)), withTelecom(change(entries(size))));
    expect(await growth(work, 60, 480)).toBeLessThan(16);
  });
});

describe('what a difference may cost', () => {
  const list = (length: number, from = 0): JsonObject[] =>
    Array.from({ length }, (_, i) => ({ value: String(from + i) }));
  const organization = (identifier: JsonObject[]): JsonObject => ({ resourceType: 'Organization', identifier });

  it.each([
    ['entries that are gone', list(MOST_STEPS), list(1)],
    ['entries that are new', list(1), list(MOST_STEPS)],
    ['entries that moved', list(5_000), [...list(4_000, 1_000), ...list(1_000)]],
    ['entries that changed', list(MOST_STEPS), list(MOST_STEPS, 10_000)],
  ])('takes as many operations as it says: %s', (_, before, after) => {
    const patch = diff(organization(before), organization(after));
    expect((patch.parameter as JsonObject[]).length).toBeLessThanOrEqual(MOST_STEPS);
  });

  it.each([
    ['entries that are gone', list(MOST_STEPS + 2), list(1)],
    ['entries that are new', list(1), list(MOST_STEPS + 2)],
    ['entries that moved', list(5_000), [...list(2_500, 2_500), ...list(2_500)]],
    ['entries in any other order', list(10_000), list(10_000).reverse()],
    ['entries that changed', list(MOST_STEPS + 1), list(MOST_STEPS + 1, 10_000)],
  ])('refuses more, and names the limit: %s', (_, before, after) => {
    expect(() => diff(organization(before), organization(after))).toThrow(`a patch of ${MOST_STEPS} operations`);
  });

  it('replaces an element with a list in it that needs more', () => {
    const coded = (coding: JsonObject[]): JsonObject => ({ resourceType: 'HealthcareService', type: [{ coding }] });
    const codes = Array.from({ length: 3_000 }, (_, i) => ({ code: String(i) }));
    const patch = diff(coded(codes), coded([...codes].reverse()));
    expect(patch.parameter).toHaveLength(1);
    const patched = applyFhirPathPatch(coded(codes), patch);
    expect(patched).toMatchObject({ ok: true, resource: coded([...codes].reverse()) });
  });
});
