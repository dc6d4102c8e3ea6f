import type { JsonObject, JsonValue } from '../../../fhir';
import { draftsOf, readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { extensionInPart } from './extension-in-part';

const location = { resourceType: 'Location' };
const capacity: JsonObject = { url: 'urn:capacity', extension: [{ url: 'nb', valueInteger: 25 }] };
const filtered = "Location.extension.where(url='urn:capacity')";
const add = (path: string, extension: JsonValue, name?: string) => ({
  type: 'add',
  path,
  ...(name && { name }),
  value: { part: [{ extension }] },
});

describe('extension-in-part', () => {
  it.each([
    ['the filtered list', add(filtered, [capacity])],
    ['the list filtered by more than its url', add(`${filtered}.where(extension.where(url = 'nb'))`, [capacity])],
    ['the list filtered by anything', add("Location.extension.where(url='urn:capacity' or true)", [capacity])],
    ['the whole list', add('Location.extension', [capacity])],
    ['the parent and the name', add('Location', [capacity], 'extension')],
  ])('appends to %s', (_what, row) => {
    const { reading, reports } = readBy(extensionInPart, location, row);
    const value = { form: 'typed', type: 'Extension', content: capacity };
    expect(draftsOf(reading)).toEqual([{ type: 'add', path: 'Location', name: 'extension', value }]);
    expect(reports).toMatchObject([{ rule: 'extension-in-part' }]);
  });

  it('keeps a deeper parent as it is written', () => {
    const path = "Location.extension.where(url='urn:a' and extension.exists()).extension.where(url='urn:capacity')";
    const { reading } = readBy(extensionInPart, location, add(path, [capacity]));
    expect(draftsOf(reading)).toMatchObject([{ path: "Location.extension.where(url='urn:a' and extension.exists())" }]);
  });

  it.each([
    ['by its URL', filtered],
    ['by its URL and more', "Location.extension.where(url='urn:capacity' and extension.where(url='nb'))"],
    ['by its place among them', `${filtered}[1]`],
    ['by a chain of conditions', `${filtered}.where(extension.where(url='nb')).where(extension.exists()).first()`],
    ['by extension() and a condition', "Location.extension('urn:capacity').where(extension.where(url='nb'))"],
    ['without its URL', "Location.extension.where(extension.where(url='nb'))"],
    ['by its place in the list', 'Location.extension[0]'],
    ['as all there is', 'Location.extension'],
  ])('replaces the extension that the path picks %s', (_what, path) => {
    const { reading, reports } = readBy(extensionInPart, location, { ...add(path, [capacity]), type: 'replace' });
    const value = { form: 'typed', type: 'Extension', content: capacity };
    expect(draftsOf(reading)).toEqual([{ type: 'replace', path, value }]);
    expect(reports).toMatchObject([{ rule: 'extension-in-part' }]);
  });

  it.each<[string, string, JsonValue[], string | undefined]>([
    ['by several', filtered, [capacity, capacity], undefined],
    ['by one of another url', filtered, [{ ...capacity, url: 'urn:other' }], undefined],
    [
      'by one of another url, in a chain',
      `${filtered}.where(extension.exists())`,
      [{ ...capacity, url: 'urn:other' }],
      undefined,
    ],
    ['of something else', 'Location.telecom', [capacity], undefined],
    ['with a name', 'Location.extension', [capacity], 'telecom'],
  ])('refuses a replace %s', (_what, path, extensions, name) => {
    const row = { ...add(path, extensions, name), type: 'replace' };
    expect(refusalOf(() => readBy(extensionInPart, location, row))).toMatchObject({ kind: 'invalid-request' });
  });

  it.each([
    ['several extensions', add(filtered, [capacity, capacity])],
    ['none', add(filtered, [])],
    ['another url than the path selects', add(filtered, [{ ...capacity, url: 'urn:other' }])],
    ['no url', add('Location', [{ valueInteger: 25 }], 'extension')],
    ['a place in the list', add(`${filtered}[0]`, [capacity])],
    ['something that is not an object', add(filtered, ['x'])],
    ['another name', add('Location', [capacity], 'telecom')],
  ])('refuses %s', (_what, row) => {
    expect(refusalOf(() => readBy(extensionInPart, location, row))).toMatchObject({ kind: 'invalid-request' });
  });
});
