import { EXTENSION } from '../../shared/extensions';
import type { IssueDetail, JsonObject, JsonValue } from '../../../fhir';
import { inEnglish } from '../../../../test/support/in-english';
import { operation, refusalOf, type OperationRow } from '../../../../test/support/dialect-rule';
import { rorPatchDialect } from '../ror-patch-dialect';

const CAPACITY = `Location.extension.where(url='${EXTENSION.supportedCapacity}')`;
const coded = (url: string, code: string): JsonObject => ({ url, valueCodeableConcept: { coding: [{ code }] } });
const capacity = (count: JsonValue, status = '02'): JsonObject => ({
  url: EXTENSION.supportedCapacity,
  extension: [coded('capacityStatus', status), { url: 'nbCapacity', valueInteger: count }],
});
const place: JsonObject = { resourceType: 'Location', extension: [capacity(3)] };
const translate = (row: OperationRow): unknown =>
  rorPatchDialect.translate(operation(row), {
    resource: place,
    expression: 'Parameters.parameter[0]',
    report: () => undefined,
  });
const given = (extension: JsonObject): JsonObject => ({ part: [{ extension: [extension] }] });
const refusal = (row: OperationRow): string[] => {
  try {
    translate(row);
  } catch (error) {
    const { kind, issues } = error as { kind: string; issues: IssueDetail[] };
    return [kind, ...inEnglish(issues).map(({ code, text }) => `${code}: ${text}`)];
  }
  return [];
};
const COUNT =
  'business-rule: The nbCapacity of a capacity is valueInteger 2.5, which is not a number of beds or places';

describe('capacity-count', () => {
  it.each<[string, OperationRow, string[]]>([
    [
      'a new capacity, whose status is not in its list either',
      { type: 'add', path: 'Location', name: 'extension', value: given(capacity(2.5, '99')) },
      ['business-rule: The capacityStatus of a capacity is 99, which is not an allowed code', COUNT],
    ],
    [
      'a new capacity that is there already',
      { type: 'add', path: 'Location', name: 'extension', value: given(capacity(2.5)) },
      [COUNT, 'business-rule: The capacity with capacityStatus 02 occurs 2 times; each capacity may occur only once'],
    ],
    ['a changed capacity', { type: 'replace', path: CAPACITY, value: given(capacity(2.5)) }, [COUNT]],
    [
      'the number of one',
      { type: 'replace', path: `${CAPACITY}.extension.where(url='nbCapacity').value`, value: { valueInteger: 2.5 } },
      [COUNT],
    ],
    [
      'the number of one, by the type in its path',
      { type: 'replace', path: `${CAPACITY}.extension('nbCapacity').valueInteger`, value: { valueInteger: 2.5 } },
      [COUNT],
    ],
  ])('tells all that is wrong with %s', (_, row, told) => {
    expect(refusal(row)).toEqual(['business-rule', ...told]);
  });

  it('stands at the part of the capacity, as the guide prints it', () => {
    const row = { type: 'replace', path: CAPACITY, value: given(capacity(2.5)) };
    expect(refusalOf(() => translate(row)).expression).toBe(
      `Location.extension('${EXTENSION.supportedCapacity}').extension('nbCapacity')`,
    );
  });

  it.each<[string, OperationRow]>([
    [
      'a whole number, though its status is not in its list',
      { type: 'replace', path: CAPACITY, value: given(capacity(2, '99')) },
    ],
    [
      'another extension',
      { type: 'replace', path: "Location.extension('urn:x')", value: given({ url: 'urn:x', valueInteger: 2.5 }) },
    ],
    [
      'a number elsewhere',
      { type: 'replace', path: "Location.extension('urn:x').value", value: { valueInteger: 2.5 } },
    ],
    ['a deletion', { type: 'delete', path: CAPACITY }],
  ])('leaves %s to others', (_, row) => {
    expect(refusal(row).filter((told) => told.startsWith('business-rule'))).toEqual([]);
  });
});
