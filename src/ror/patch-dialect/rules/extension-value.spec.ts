import type { JsonObject } from '../../../fhir';
import { draftsOf, readBy } from '../../../../test/support/dialect-rule';
import { extensionValue } from './extension-value';

const location = { resourceType: 'Location' };
const path = "Location.extension.where(url='urn:x')";

describe('extension-value', () => {
  it.each([path, "Location.extension('urn:x')", `${path}[0]`])('lets %s end on the value', (sent) => {
    const row = { type: 'replace', path: sent, value: { valueInteger: 3 } };
    const { reading, reports } = readBy(extensionValue, location, row);
    const value = { form: 'typed', type: 'integer', content: 3 };
    expect(draftsOf(reading)).toEqual([{ type: 'replace', path: `${sent}.value`, value }]);
    expect(reports).toMatchObject([{ rule: 'extension-value', expression: 'Parameters.parameter[0].part[1]' }]);
  });

  it.each<[string, string, string, JsonObject]>([
    ['a path that names its value', 'replace', `${path}.value`, { valueInteger: 3 }],
    ['a list of extensions without a choice', 'replace', 'Location.extension', { valueInteger: 3 }],
    ['a value without a type', 'replace', path, { value: { url: 'urn:x' } }],
    ['an extension by parts', 'replace', path, { part: [{ name: 'url', valueUri: 'urn:x' }] }],
    ['an add', 'add', path, { valueInteger: 3 }],
  ])('leaves %s alone', (_what, type, at, value) => {
    expect(readBy(extensionValue, location, { type, path: at, value })).toEqual({ reading: undefined, reports: [] });
  });
});
