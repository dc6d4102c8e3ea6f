import type { JsonValue } from '../../../fhir';
import { draftsOf, readBy } from '../../../../test/support/dialect-rule';
import { extensionType } from './extension-type';

const location = { resourceType: 'Location' };
const number = "Location.extension.extension.where(url='nbInService')";
const limit = "Location.extension.extension.where(url='limitValue')";

describe('extension-type', () => {
  it.each<[string, string, JsonValue, string]>([
    ['a number for the extension', number, 3, 'integer'],
    ['a number for its value', `${number}.value`, 3, 'integer'],
    ['an object for its value', `${limit}.value`, { value: 300, unit: 'kg' }, 'Quantity'],
  ])('gives %s the type of the guide', (_what, path, content, type) => {
    const { reading, reports } = readBy(extensionType, location, { type: 'replace', path, value: { value: content } });
    expect(draftsOf(reading)).toEqual([{ type: 'replace', path, value: { form: 'typed', type, content } }]);
    expect(reports).toMatchObject([{ rule: 'extension-type' }]);
  });

  it.each<[string, string, JsonValue]>([
    ['an extension the guide does not know', "Location.extension.where(url='urn:x')", 3],
    ['an object in the place of the extension', number, { url: 'nbInService', valueInteger: 3 }],
    ['a number where an object is due', limit, 300],
    ['an object where a number is due', `${number}.value`, { value: 3 }],
    ['a list', number, [3]],
    ['null', number, null],
  ])('leaves %s alone', (_what, path, content) => {
    const row = { type: 'replace', path, value: { value: content } };
    expect(readBy(extensionType, location, row)).toEqual({ reading: undefined, reports: [] });
  });
});
