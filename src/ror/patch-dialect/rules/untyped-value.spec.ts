import type { JsonValue } from '../../../fhir';
import { draftsOf, readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { untypedValue } from './untyped-value';

const organization = { resourceType: 'Organization' };

describe('untyped-value', () => {
  it.each<[string, string, string | undefined, JsonValue, string]>([
    ['a data type by name', 'Organization', 'address', { city: 'Brest' }, 'Address'],
    ['a data type by path', 'Organization.address[0]', undefined, { city: 'Brest' }, 'Address'],
    ['an anonymous type', 'Organization', 'contact', { name: { family: 'GREDIN' } }, 'Organization.contact'],
    ['a primitive', 'Organization.name', undefined, 'CHU', 'string'],
    ['an extension', 'Organization', 'extension', { url: 'urn:x', valueBoolean: true }, 'Extension'],
    ['a list, for a later rule to judge', 'Organization.alias', undefined, ['CHU', 'CHRU'], 'string'],
  ])('reads %s', (_what, path, name, content, type) => {
    const row = { type: 'add', path, ...(name && { name }), value: { value: content } };
    const { reading, reports } = readBy(untypedValue, organization, row);
    expect(draftsOf(reading)).toMatchObject([{ value: { form: 'typed', type, content } }]);
    expect(reports).toMatchObject([
      { rule: 'untyped-value', expression: `Parameters.parameter[0].part[${name ? 3 : 2}]` },
    ]);
  });

  it.each<[string, string, JsonValue, string]>([
    ['a place of unknown type', 'Organization.speciality', { a: 1 }, 'valueCodeableConcept'],
    ['a choice', 'Organization.extension[0].value', 3, 'valueString'],
    ['a contained resource', 'Organization.contained[0]', { resourceType: 'Patient' }, 'Name the type'],
    ['a scalar for an object', 'Organization.address[0]', 'Brest', 'elements of Address'],
    ['an object for a scalar', 'Organization.name', { value: 'CHU' }, 'valueString'],
    ['null', 'Organization.name', null, 'valueString'],
    ['a number for an extension', "Organization.extension.where(url = 'urn:x')", 3, '.value)'],
  ])('refuses %s and says what to send', (_what, path, content, hint) => {
    const refusal = refusalOf(() =>
      readBy(untypedValue, organization, { type: 'replace', path, value: { value: content } }),
    );
    expect(refusal).toMatchObject({
      kind: 'invalid-request',
      code: 'structure',
      expression: 'Parameters.parameter[0].part[2]',
    });
    expect(refusal.hint).toContain(hint);
  });

  it('leaves a typed value alone', () => {
    const row = { type: 'replace', path: 'Organization.name', value: { valueString: 'CHU' } };
    expect(readBy(untypedValue, organization, row).reading).toBeUndefined();
  });
});
