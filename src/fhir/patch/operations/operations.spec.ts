import { inEnglish } from '../../../../test/support/in-english';
import type { JsonObject } from '../../json/json-value';
import { applyFhirPathPatch } from '../apply-patch';

type Part = JsonObject;
const path = (text: string): Part => ({ name: 'path', valueString: text });
const name = (text: string): Part => ({ name: 'name', valueString: text });
const number = (part: string, value: number): Part => ({ name: part, valueInteger: value });
const operation = (type: string, ...parts: Part[]): JsonObject => ({
  name: 'operation',
  part: [{ name: 'type', valueCode: type }, ...parts],
});
const value = (content: JsonObject): Part => ({ name: 'value', ...content });
const text = (content: string): Part => value({ valueString: content });

const add = (at: string, child: string, what: Part): JsonObject => operation('add', path(at), name(child), what);
const insert = (at: string, index: number, what: Part): JsonObject =>
  operation('insert', path(at), what, number('index', index));
const remove = (at: string): JsonObject => operation('delete', path(at));
const replace = (at: string, what: Part): JsonObject => operation('replace', path(at), what);
const move = (at: string, source: number, destination: number): JsonObject =>
  operation('move', path(at), number('source', source), number('destination', destination));

const patient: JsonObject = { resourceType: 'Patient', id: 'p' };
const organization: JsonObject = { resourceType: 'Organization', id: 'o' };
const numbers = (...values: string[]): JsonObject[] => values.map((each) => ({ value: each }));

interface Case {
  rule: string;
  before: JsonObject;
  operations: JsonObject[];
  after: JsonObject;
}

/** The members of a Patient or an Organization before and after. */
function on(base: JsonObject) {
  return (rule: string, before: JsonObject, operations: JsonObject[], after: JsonObject): Case => ({
    rule,
    before: { ...base, ...before },
    operations,
    after: { ...base, ...after },
  });
}
const ofPatient = on(patient);
const ofOrganization = on(organization);

const four = { identifier: numbers('1', '2', '3', '4') };
const order = (...values: string[]): JsonObject => ({ identifier: numbers(...values) });
const contact = (...parts: Part[]): Part => value({ part: parts });
const DATA_ABSENT = { extension: [{ url: 'http://example.org/absent', valueCode: 'unknown' }] };

const cases: Case[] = [
  ofPatient('add: a primitive that is absent', {}, [add('Patient', 'birthDate', value({ valueDate: '1930-01-01' }))], {
    birthDate: '1930-01-01',
  }),
  ofPatient(
    'add: a complex element that is absent',
    {},
    [add('Patient', 'maritalStatus', value({ valueCodeableConcept: { text: 'married' } }))],
    { maritalStatus: { text: 'married' } },
  ),
  ofPatient(
    'add: a child of a complex element',
    { maritalStatus: { coding: [{ code: 'M' }] } },
    [add('Patient.maritalStatus', 'text', text('married'))],
    { maritalStatus: { coding: [{ code: 'M' }], text: 'married' } },
  ),
  ofPatient(
    'add: appends to a list',
    order('1'),
    [add('Patient', 'identifier', value({ valueIdentifier: { value: '2' } }))],
    order('1', '2'),
  ),
  ofPatient(
    'add: makes the list when it is absent',
    {},
    [add('Patient', 'identifier', value({ valueIdentifier: { value: '1' } }))],
    order('1'),
  ),
  ofPatient(
    'add: to a list inside a list entry chosen by where()',
    { contact: [{ gender: 'male' }, { gender: 'female' }] },
    [add("Patient.contact.where(gender = 'female')", 'telecom', value({ valueContactPoint: { system: 'phone' } }))],
    { contact: [{ gender: 'male' }, { gender: 'female', telecom: [{ system: 'phone' }] }] },
  ),
  ofPatient(
    'add: an anonymous type by parts',
    {},
    [
      add(
        'Patient',
        'contact',
        contact({ name: 'gender', valueCode: 'male' }, { name: 'name', valueHumanName: { text: 'n' } }),
      ),
    ],
    { contact: [{ gender: 'male', name: { text: 'n' } }] },
  ),
  ofPatient(
    'add: an anonymous type by parts, and then more below it',
    {},
    [
      add('Patient', 'contact', contact({ name: 'name', valueHumanName: { text: 'n' } })),
      add('Patient.contact[0]', 'gender', value({ valueCode: 'male' })),
      replace('Patient.contact[0].name.text', text('m')),
    ],
    { contact: [{ name: { text: 'm' }, gender: 'male' }] },
  ),
  ofPatient('add: a choice by its name', {}, [add('Patient', 'deceased', value({ valueBoolean: true }))], {
    deceasedBoolean: true,
  }),
  ofPatient(
    'add: a choice by the name with its type',
    {},
    [add('Patient', 'deceasedDateTime', value({ valueDateTime: '2020-01-01' }))],
    { deceasedDateTime: '2020-01-01' },
  ),
  ofPatient(
    'add: an extension by parts',
    {},
    [add('Patient', 'extension', contact({ name: 'url', valueUri: 'http://e' }, { name: 'value', valueCode: 'c' }))],
    { extension: [{ url: 'http://e', valueCode: 'c' }] },
  ),
  ofPatient(
    'add: a complex extension by parts',
    {},
    [
      add(
        'Patient',
        'extension',
        contact(
          { name: 'url', valueUri: 'http://e' },
          {
            name: 'extension',
            part: [
              { name: 'url', valueUri: 'a' },
              { name: 'value', valueInteger: 1 },
            ],
          },
          {
            name: 'extension',
            part: [
              { name: 'url', valueUri: 'b' },
              { name: 'value', valueCoding: { code: 'x' } },
            ],
          },
        ),
      ),
    ],
    {
      extension: [
        {
          url: 'http://e',
          extension: [
            { url: 'a', valueInteger: 1 },
            { url: 'b', valueCoding: { code: 'x' } },
          ],
        },
      ],
    },
  ),
  ofPatient(
    'add: an extension to a primitive',
    { birthDate: '1930' },
    [
      add(
        'Patient.birthDate',
        'extension',
        contact({ name: 'url', valueUri: 'http://e' }, { name: 'value', valueCode: 'c' }),
      ),
    ],
    { birthDate: '1930', _birthDate: { extension: [{ url: 'http://e', valueCode: 'c' }] } },
  ),
  ofOrganization(
    'add: an extension to one primitive of a list',
    { alias: ['a', 'b', 'c'] },
    [
      add(
        'Organization.alias[1]',
        'extension',
        contact({ name: 'url', valueUri: 'http://e' }, { name: 'value', valueCode: 'c' }),
      ),
    ],
    { alias: ['a', 'b', 'c'], _alias: [null, { extension: [{ url: 'http://e', valueCode: 'c' }] }, null] },
  ),
  ofOrganization(
    'add: a primitive with an extension of its own, padding the list',
    { alias: ['a'] },
    [add('Organization', 'alias', value({ valueString: 'b', _valueString: { id: 'x' } }))],
    { alias: ['a', 'b'], _alias: [null, { id: 'x' }] },
  ),
  ofOrganization(
    'add: a primitive without a value, only an extension',
    { alias: ['a'] },
    [add('Organization', 'alias', value({ _valueString: DATA_ABSENT }))],
    { alias: ['a', null], _alias: [null, DATA_ABSENT] },
  ),
  ofOrganization(
    'add: a datatype by parts',
    {},
    [add('Organization', 'partOf', contact({ name: 'reference', valueString: 'Organization/1' }))],
    { partOf: { reference: 'Organization/1' } },
  ),
  ofOrganization(
    'add: parts of one name are a list, at any depth',
    {},
    [
      add(
        'Organization',
        'contact',
        contact({
          name: 'name',
          part: [
            { name: 'given', valueString: 'A' },
            { name: 'given', valueString: 'B', _valueString: { id: 'i' } },
          ],
        }),
      ),
    ],
    { contact: [{ name: { given: ['A', 'B'], _given: [null, { id: 'i' }] } }] },
  ),
  ofOrganization(
    'add: a contained resource',
    {},
    [add('Organization', 'contained', value({ resource: { resourceType: 'Endpoint', id: 'e' } }))],
    { contained: [{ resourceType: 'Endpoint', id: 'e' }] },
  ),
  ofPatient(
    'insert: first',
    four,
    [insert('Patient.identifier', 0, value({ valueIdentifier: { value: '0' } }))],
    order('0', '1', '2', '3', '4'),
  ),
  ofPatient(
    'insert: in the middle',
    four,
    [insert('Patient.identifier', 2, value({ valueIdentifier: { value: 'x' } }))],
    order('1', '2', 'x', '3', '4'),
  ),
  ofPatient(
    'insert: last',
    four,
    [insert('Patient.identifier', 4, value({ valueIdentifier: { value: '5' } }))],
    order('1', '2', '3', '4', '5'),
  ),
  ofPatient(
    'insert: into an absent list',
    {},
    [insert('Patient.identifier', 0, value({ valueIdentifier: { value: '1' } }))],
    order('1'),
  ),
  ofPatient(
    'insert: an anonymous type by parts',
    { contact: [{ gender: 'male' }] },
    [insert('contact', 0, contact({ name: 'gender', valueCode: 'female' }))],
    { contact: [{ gender: 'female' }, { gender: 'male' }] },
  ),
  ofOrganization(
    'insert: ids of primitives move with their values',
    { alias: ['a', 'b'], _alias: [null, { id: 'b' }] },
    [insert('Organization.alias', 1, text('x'))],
    { alias: ['a', 'x', 'b'], _alias: [null, null, { id: 'b' }] },
  ),
  ofPatient('delete: a primitive', { birthDate: '1930', active: true }, [remove('Patient.birthDate')], {
    active: true,
  }),
  ofPatient(
    'delete: a primitive with its extensions',
    { birthDate: '1930', _birthDate: DATA_ABSENT },
    [remove('Patient.birthDate')],
    {},
  ),
  ofPatient(
    'delete: an extension of a primitive leaves the value',
    { birthDate: '1930', _birthDate: DATA_ABSENT },
    [remove("Patient.birthDate.extension('http://example.org/absent')")],
    { birthDate: '1930' },
  ),
  ofPatient(
    'delete: a nested primitive',
    { contact: [{ gender: 'male', name: { text: 'n', family: 'f' } }] },
    [remove('Patient.contact[0].name.text')],
    { contact: [{ gender: 'male', name: { family: 'f' } }] },
  ),
  ofPatient(
    'delete: a nested primitive prunes the parent',
    { contact: [{ gender: 'male', name: { text: 'n' } }] },
    [remove('Patient.contact[0].name.text')],
    { contact: [{ gender: 'male' }] },
  ),
  ofPatient(
    'delete: pruning goes up to the list and its entry',
    { contact: [{ name: { text: 'n' } }] },
    [remove('Patient.contact[0].name.text')],
    {},
  ),
  ofPatient(
    'delete: pruning keeps the other entries',
    { contact: [{ name: { text: 'n' } }, { gender: 'male' }] },
    [remove('Patient.contact[0].name.text')],
    { contact: [{ gender: 'male' }] },
  ),
  ofPatient('delete: a complex element', { maritalStatus: { text: 'x' } }, [remove('Patient.maritalStatus')], {}),
  ofPatient('delete: an anonymous type', { contact: [{ gender: 'male' }] }, [remove('Patient.contact[0]')], {}),
  ofPatient('delete: by index', four, [remove('Patient.identifier[1]')], order('1', '3', '4')),
  ofPatient('delete: by where()', four, [remove("Patient.identifier.where(value = '3')")], order('1', '2', '4')),
  ofPatient('delete: nothing there is no change', order('1'), [remove('Patient.birthDate')], order('1')),
  ofPatient('delete: the last of a list takes the list away', order('1'), [remove('Patient.identifier[0]')], {}),
  ofOrganization(
    'delete: ids of primitives do not shift',
    { alias: ['a', 'b', 'c'], _alias: [null, null, { id: 'c' }] },
    [remove('Organization.alias[0]')],
    { alias: ['b', 'c'], _alias: [null, { id: 'c' }] },
  ),
  ofOrganization(
    'delete: the value that had the only id',
    { alias: ['a', 'b'], _alias: [{ id: 'a' }, null] },
    [remove('Organization.alias[0]')],
    { alias: ['b'] },
  ),
  ofPatient(
    'replace: a primitive',
    { birthDate: '1930' },
    [replace('Patient.birthDate', value({ valueDate: '1940' }))],
    { birthDate: '1940' },
  ),
  ofPatient(
    'replace: a primitive as a whole, extensions included',
    { birthDate: '1930', _birthDate: DATA_ABSENT },
    [replace('Patient.birthDate', value({ valueDate: '1940' }))],
    { birthDate: '1940' },
  ),
  ofPatient(
    'replace: a nested primitive',
    { contact: [{ name: { text: 'a' } }] },
    [replace('Patient.contact[0].name.text', text('b'))],
    { contact: [{ name: { text: 'b' } }] },
  ),
  ofPatient(
    'replace: a complex element',
    { maritalStatus: { text: 'a', coding: [{ code: 'M' }] } },
    [replace('Patient.maritalStatus', value({ valueCodeableConcept: { text: 'b' } }))],
    { maritalStatus: { text: 'b' } },
  ),
  ofPatient(
    'replace: an anonymous type by parts, not a merge',
    { contact: [{ gender: 'male', name: { text: 'a' } }] },
    [replace('Patient.contact[0]', contact({ name: 'gender', valueCode: 'female' }))],
    { contact: [{ gender: 'female' }] },
  ),
  ofPatient(
    'replace: one entry of a list',
    four,
    [replace("Patient.identifier.where(value = '2')", value({ valueIdentifier: { value: 'x' } }))],
    order('1', 'x', '3', '4'),
  ),
  ofPatient(
    'replace: text.div, XHTML sent as valueString',
    { text: { status: 'generated', div: '<div>a</div>' } },
    [replace('Patient.text.div', text('<div xmlns="http://www.w3.org/1999/xhtml">b</div>'))],
    { text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">b</div>' } },
  ),
  ofPatient(
    'replace: a choice by a value of another type',
    { deceasedBoolean: true, _deceasedBoolean: { id: 'x' } },
    [replace('Patient.deceased', value({ valueDateTime: '2020' }))],
    { deceasedDateTime: '2020' },
  ),
  ofPatient(
    'replace: a choice, its JSON name in the path',
    { deceasedBoolean: true },
    [replace('Patient.deceasedBoolean', value({ valueBoolean: false }))],
    { deceasedBoolean: false },
  ),
  ofPatient(
    'replace: the value of an extension',
    { extension: [{ url: 'http://a' }, { url: 'http://e', valueCode: 'a' }] },
    [replace("Patient.extension('http://e').value", value({ valueCode: 'b' }))],
    { extension: [{ url: 'http://a' }, { url: 'http://e', valueCode: 'b' }] },
  ),
  ofPatient(
    'replace: the value of an extension inside an extension',
    {
      extension: [{ url: 'http://e', extension: [{ url: 'a', valueCode: 'a' }] }],
    },
    [replace("Patient.extension('http://e').extension('a').value", value({ valueString: 'b' }))],
    {
      extension: [{ url: 'http://e', extension: [{ url: 'a', valueString: 'b' }] }],
    },
  ),
  ofOrganization(
    'replace: the value of an extension of a primitive in a list',
    {
      alias: ['a', 'b'],
      _alias: [null, { extension: [{ url: 'http://e', valueCode: 'a' }] }],
    },
    [replace("Organization.alias[1].extension('http://e').value", value({ valueCode: 'z' }))],
    {
      alias: ['a', 'b'],
      _alias: [null, { extension: [{ url: 'http://e', valueCode: 'z' }] }],
    },
  ),
  ofOrganization(
    'replace: inside a contained resource',
    { contained: [{ resourceType: 'Organization', id: 'c', name: 'a' }] },
    [replace('Organization.contained[0].name', text('b'))],
    { contained: [{ resourceType: 'Organization', id: 'c', name: 'b' }] },
  ),
  ofPatient('move: 3 -> 1', four, [move('Patient.identifier', 3, 1)], order('1', '4', '2', '3')),
  ofPatient('move: 3 -> 0', four, [move('Patient.identifier', 3, 0)], order('4', '1', '2', '3')),
  ofPatient('move: 1 -> 2', four, [move('Patient.identifier', 1, 2)], order('1', '3', '2', '4')),
  ofPatient(
    'move: 0 -> 3, removed first and then put at the destination',
    four,
    [move('Patient.identifier', 0, 3)],
    order('2', '3', '4', '1'),
  ),
  ofPatient(
    'move: several, each on the result of the one before',
    four,
    [move('Patient.identifier', 3, 0), move('Patient.identifier', 3, 1), move('Patient.identifier', 3, 2)],
    order('4', '3', '2', '1'),
  ),
  ofOrganization(
    'move: ids of primitives move with their values',
    { alias: ['a', 'b', 'c'], _alias: [{ id: 'a' }, null, null] },
    [move('Organization.alias', 0, 2)],
    { alias: ['b', 'c', 'a'], _alias: [null, null, { id: 'a' }] },
  ),
];

describe('operations', () => {
  it.each(cases)('$rule', ({ before, operations, after }) => {
    const result = applyFhirPathPatch(before, { resourceType: 'Parameters', parameter: operations });
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.resource).toEqual(after);
  });

  const extended: JsonObject = {
    ...organization,
    text: { status: 'empty', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
    extension: [{ id: 'x', url: 'http://example.org/e', valueCode: 'c' }],
  };
  it.each<[string, JsonObject, string]>([
    [
      'an id added to the URL of an extension',
      add('Organization.extension[0].url', 'id', text('x')),
      'Organization.extension[0].url',
    ],
    ['an id added to XHTML', add('Organization.text.div', 'id', text('x')), 'Organization.text.div'],
    [
      'an extension added to an id',
      add('Organization.extension[0].id', 'extension', value({ part: [{ name: 'url', valueUri: 'urn:e' }] })),
      'Organization.extension[0].id',
    ],
    [
      'an id sent beside an id',
      replace(
        'Organization.extension[0]',
        value({
          part: [
            { name: 'id', valueString: 'x', _valueString: { id: 'y' } },
            { name: 'url', valueUri: 'urn:e' },
          ],
        }),
      ),
      '`id`',
    ],
  ])('refuses %s: these are values only', (_, patch, named) => {
    const result = applyFhirPathPatch(extended, { resourceType: 'Parameters', parameter: [patch] });
    expect(result).toMatchObject({ ok: false, kind: 'unprocessable', issues: [{ code: 'structure' }] });
    expect(!result.ok && inEnglish(result.issues)[0]!.text).toBe(
      `${named} cannot have an id or extensions of its own.`,
    );
  });
});
