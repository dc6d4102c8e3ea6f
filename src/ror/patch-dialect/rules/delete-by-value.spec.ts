import type { JsonObject, JsonValue } from '../../../fhir';
import { draftsOf, readBy, refusalOf, type OperationRow } from '../../../../test/support/dialect-rule';
import { deleteByValue } from './delete-by-value';

const concept = (...codings: [system: string | undefined, code: string, display?: string][]): JsonObject => ({
  coding: codings.map(([system, code, display]) => ({ ...(system && { system }), code, ...(display && { display }) })),
});
const service: JsonObject = {
  resourceType: 'HealthcareService',
  specialty: [
    concept(['urn:a', '1', 'One']),
    concept(['urn:a', '2'], ['urn:b', '2']),
    concept(['urn:a', '2'], ['urn:c', '9']),
    concept([undefined, '1']),
    { text: 'Dietetics' },
  ],
  telecom: [{ system: 'phone', value: '1' }, { value: '1' }],
  comment: 'to be checked',
};
const remove = (name: string, value: JsonObject) => ({ type: 'delete', path: 'HealthcareService', name, value });
const concepts = (value: JsonValue) => remove('specialty', { valueCodeableConcept: value });

describe('delete-by-value', () => {
  it.each([
    [
      'system and code, whatever the display',
      concepts(concept(['urn:a', '1', 'Une'])),
      ['HealthcareService.specialty[0]'],
    ],
    ['every given coding', concepts(concept(['urn:a', '2'], ['urn:c', '9'])), ['HealthcareService.specialty[2]']],
    ['one coding of several', concepts(concept(['urn:b', '2'])), ['HealthcareService.specialty[1]']],
    ['a code without a system', concepts(concept([undefined, '1'])), ['HealthcareService.specialty[3]']],
    ['the whole concept when it has no coding', concepts({ text: 'Dietetics' }), ['HealthcareService.specialty[4]']],
    ['no entry: nothing is deleted', concepts(concept(['urn:a', '77'])), []],
    ['an empty concept equals nothing', concepts({}), []],
    [
      'any other type in full',
      remove('telecom', { valueContactPoint: { value: '1' } }),
      ['HealthcareService.telecom[1]'],
    ],
    ['a single element', remove('comment', { valueString: 'to be checked' }), ['HealthcareService.comment']],
    [
      'the value when the element stands in the path',
      { ...concepts(concept(['urn:b', '2'])), path: 'HealthcareService.specialty', name: undefined },
      ['HealthcareService.specialty[1]'],
    ],
    ['a list that is not there', remove('program', { valueCodeableConcept: concept(['urn:a', '1']) }), []],
  ])('looks for %s', (_what, row, paths) => {
    const { reading, reports } = readBy(deleteByValue, service, row);
    expect(reading && 'final' in reading).toBe(true);
    expect(draftsOf(reading)).toEqual(paths.map((path) => ({ type: 'delete', path })));
    expect(reports).toMatchObject([{ rule: 'delete-by-value', expression: expect.stringMatching(/\.part\[[23]\]$/) }]);
  });

  it.each([
    ['two equal entries', concepts(concept(['urn:a', '2'])), 'multiple-matches'],
    ['a coding without a code', concepts({ coding: [{ system: 'urn:a' }] }), 'value'],
    ['a value of another type', remove('specialty', { valueCoding: { system: 'urn:a', code: '1' } }), 'value'],
  ])('refuses %s', (_what, row, code) => {
    expect(refusalOf(() => readBy(deleteByValue, service, row))).toMatchObject({
      kind: 'unprocessable',
      code,
      hint: expect.any(String),
    });
  });

  it.each<[string, OperationRow]>([
    ['a path with an index', { ...concepts({}), path: 'HealthcareService.specialty[0]', name: undefined }],
    ['a deeper path', { ...concepts({}), path: 'HealthcareService.specialty.coding', name: undefined }],
    ['a value in parts', remove('eligibility', { part: [{ name: 'comment', valueMarkdown: 'x' }] })],
  ])('refuses a value that it would have to ignore: %s', (_what, row) => {
    const refusal = refusalOf(() => readBy(deleteByValue, service, row));
    expect(refusal).toMatchObject({ kind: 'invalid-request', hint: expect.stringContaining('Leave the value out') });
  });

  it.each([
    ['a delete by path', { type: 'delete', path: 'HealthcareService.comment' }],
    ['an unknown element', remove('speciality', { valueString: 'x' })],
  ])('leaves %s alone', (_what, row) => {
    expect(readBy(deleteByValue, service, row).reading).toBeUndefined();
  });
});
