import type { JsonObject } from '../../json/json-value';
import {
  path,
  operation,
  value,
  text,
  replace,
  type Case,
  ofPatient,
  ofOrganization,
  four,
  order,
  contact,
  DATA_ABSENT,
  does,
} from '../../../../test/support/patch-cases';

const remove = (at: string): JsonObject => operation('delete', path(at));

describe('the operation delete', () => {
  it.each<Case>([
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
  ])('$rule', does);
});

describe('the operation replace', () => {
  it.each<Case>([
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
  ])('$rule', does);
});
