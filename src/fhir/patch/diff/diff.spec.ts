import { FhirDecimal } from '../../json/fhir-decimal';
import type { JsonObject, JsonValue } from '../../json/json-value';
import { FhirError } from '../../errors/fhir-error';
import { Message } from '../../messages';
import { applyFhirPathPatch } from '../apply-patch';
import { diff } from './diff';
import { BUILDING, ORGANIZATION, list, contact } from '../../../../test/support/diff-lines';

const [i1, i2, i3, i4] = list('identifier') as [JsonValue, JsonValue, JsonValue, JsonValue];

const [phone, email] = list('telecom') as [JsonObject, JsonObject];

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

/** The operations between two versions, after checking that they turn one into the other. */
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
