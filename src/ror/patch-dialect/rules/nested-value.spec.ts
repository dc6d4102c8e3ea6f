import type { JsonObject } from '../../../fhir';
import { draftsOf, readBy } from '../../../../test/support/dialect-rule';
import { nestedValue } from './nested-value';

const location = { resourceType: 'Location' };
const extension = "Location.extension.where(url='urn:x')";
const inValue = (...part: JsonObject[]): JsonObject => ({ part });

describe('nested-value', () => {
  it.each<[string, string, JsonObject, JsonObject]>([
    [
      'without a type',
      `${extension}.valueQuantity.value`,
      { name: 'value', value: 280 },
      { form: 'untyped', content: 280 },
    ],
    ['with its type', extension, { name: 'value', valueInteger: 3 }, { form: 'typed', type: 'integer', content: 3 }],
    [
      'with its type in its name',
      extension,
      { name: 'valueInteger', value: 3 },
      { form: 'typed', type: 'integer', content: 3 },
    ],
    [
      'two levels down',
      'Location.name',
      { name: 'value', part: [{ name: 'value', valueString: 'A' }] },
      { form: 'typed', type: 'string', content: 'A' },
    ],
    [
      'where the guide knows the type',
      "Location.extension.extension.where(url='nbInService').value",
      { name: 'value', value: 3 },
      { form: 'untyped', content: 3 },
    ],
  ])('takes out a value %s', (_what, path, part, value) => {
    const { reading, reports } = readBy(nestedValue, location, { type: 'replace', path, value: inValue(part) });
    expect(draftsOf(reading)).toEqual([{ type: 'replace', path, value }]);
    expect(reports).toMatchObject([{ rule: 'nested-value', expression: 'Parameters.parameter[0].part[2]' }]);
  });

  it.each<[string, string, string, JsonObject]>([
    ['an element of a Quantity', 'replace', `${extension}.valueQuantity`, inValue({ name: 'value', valueDecimal: 3 })],
    ['a place that may take a Quantity', 'replace', `${extension}.value`, inValue({ name: 'value', valueDecimal: 3 })],
    ['an extension to be added', 'add', extension, inValue({ name: 'value', valueInteger: 3 })],
    [
      'several parts',
      'replace',
      extension,
      inValue({ name: 'url', valueUri: 'a' }, { name: 'value', valueInteger: 3 }),
    ],
    ['a part of another name', 'replace', 'Location.name', inValue({ name: 'text', valueString: 'A' })],
    ['a value as it should be', 'replace', 'Location.name', { valueString: 'A' }],
  ])('leaves %s alone', (_what, type, path, value) => {
    expect(readBy(nestedValue, location, { type, path, value })).toEqual({ reading: undefined, reports: [] });
  });
});
