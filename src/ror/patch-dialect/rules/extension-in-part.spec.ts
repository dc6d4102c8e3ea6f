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
  ])('replaces the extension that the path picks %s', (_what, path) => {
    const { reading, reports } = readBy(extensionInPart, location, { ...add(path, [capacity]), type: 'replace' });
    const value = { form: 'typed', type: 'Extension', content: capacity };
    expect(draftsOf(reading)).toEqual([{ type: 'replace', path, value }]);
    expect(reports).toMatchObject([{ rule: 'extension-in-part' }]);
  });

  it.each([
    ['by several', filtered, [capacity, capacity]],
    ['by one of another url', filtered, [{ ...capacity, url: 'urn:other' }]],
    ['of an unnamed url', 'Location.extension[0]', [capacity]],
    ['of a whole list', 'Location.extension', [capacity]],
  ])('refuses a replace %s', (_what, path, extensions) => {
    const row = { ...add(path, extensions), type: 'replace' };
    expect(refusalOf(() => readBy(extensionInPart, location, row))).toMatchObject({ kind: 'invalid-request' });
  });

  it.each([
    ['several extensions', add(filtered, [capacity, capacity])],
    ['none', add(filtered, [])],
    ['another url than the path selects', add(filtered, [{ ...capacity, url: 'urn:other' }])],
    ['no url', add('Location', [{ valueInteger: 25 }], 'extension')],
    ['a path with another condition', add("Location.extension.where(url='urn:capacity' or true)", [capacity])],
    ['another name', add('Location', [capacity], 'telecom')],
  ])('refuses %s', (_what, row) => {
    expect(refusalOf(() => readBy(extensionInPart, location, row))).toMatchObject({ kind: 'invalid-request' });
  });
});
