import type { JsonObject } from '../../../fhir';
import { draftsOf, readBy } from '../../../../test/support/dialect-rule';
import { repairValue } from './repair-value';

const service = { resourceType: 'HealthcareService' };
const add = (name: string, value: JsonObject) => ({ type: 'add', path: 'HealthcareService', name, value });
const value = 'Parameters.parameter[0].part[3]';

describe('repair-value', () => {
  it.each<[string, JsonObject, unknown, [string, string][]]>([
    [
      'an object where a list is due',
      { valueCodeableConcept: { coding: { code: '040' } } },
      { form: 'typed', type: 'CodeableConcept', content: { coding: [{ code: '040' }] } },
      [['wrap-list', `${value}.value.coding`]],
    ],
    [
      'a number as text',
      { valueInteger: '1' },
      { form: 'typed', type: 'integer', content: 1 },
      [['number-from-string', `${value}.value`]],
    ],
    [
      'each entry of a list',
      { valueHumanName: [{ given: ['A'] }, { given: 'B' }] },
      { form: 'typed', type: 'HumanName', content: [{ given: ['A'] }, { given: ['B'] }] },
      [['wrap-list', `${value}.value[1].given`]],
    ],
    [
      'values in nested parts',
      { part: [{ name: 'a', part: [{ name: 'b', valueCodeableConcept: { coding: { code: '1' } } }] }] },
      {
        form: 'parts',
        parts: [{ name: 'a', part: [{ name: 'b', valueCodeableConcept: { coding: [{ code: '1' }] } }] }],
      },
      [['wrap-list', `${value}.part[0].part[0].value.coding`]],
    ],
  ])('mends %s', (_what, sent, mended, repairs) => {
    const { reading, reports } = readBy(repairValue, service, add('specialty', sent));
    expect(draftsOf(reading)).toMatchObject([{ value: mended }]);
    expect(reports.map(({ rule, expression }) => [rule, expression])).toEqual(repairs);
  });

  it.each<[string, JsonObject]>([
    ['a good value', { valueCodeableConcept: { coding: [{ code: '040' }] } }],
    ['good parts', { part: [{ name: 'a', valueInteger: 1 }] }],
  ])('leaves %s alone', (_what, sent) => {
    expect(readBy(repairValue, service, add('specialty', sent))).toEqual({ reading: undefined, reports: [] });
  });

  it('does not change the operation as sent', () => {
    const sent = { valueCodeableConcept: { coding: { code: '040' } } };
    readBy(repairValue, service, add('specialty', sent));
    expect(sent).toEqual({ valueCodeableConcept: { coding: { code: '040' } } });
  });
});
