import {
  value,
  text,
  add,
  replace,
  type Case,
  ofPatient,
  ofOrganization,
  order,
  contact,
  DATA_ABSENT,
  does,
} from '../../../../test/support/patch-cases';

describe('the operation add', () => {
  it.each<Case>([
    ofPatient(
      'add: a primitive that is absent',
      {},
      [add('Patient', 'birthDate', value({ valueDate: '1930-01-01' }))],
      {
        birthDate: '1930-01-01',
      },
    ),
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
  ])('$rule', does);
});
