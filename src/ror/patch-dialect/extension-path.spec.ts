import { extensionPath, outermostExtensions } from './extension-path';

describe('extensionPath', () => {
  it.each<[string, string, string | undefined, boolean]>([
    ["Location.extension.where(url='urn:a')", 'Location', 'urn:a', false],
    ["Location.extension('urn:a')", 'Location', 'urn:a', false],
    ["Location.extension.where( url = 'urn:a' and extension.exists() )", 'Location', 'urn:a', false],
    ["Location.extension.where(id='x' and 'urn:a' = url)", 'Location', 'urn:a', false],
    ["Location.extension.where((id='x') and ($this.url='urn:a' and true))", 'Location', 'urn:a', false],
    ["Location.extension.where(url='urn:a')[0]", 'Location', 'urn:a', true],
    ["Location.extension.where(url='urn:a').first()", 'Location', 'urn:a', true],
    ["Location.extension.where(url='urn:a').where(extension.where(url = 'b'))", 'Location', 'urn:a', false],
    ["Location.extension.where(extension.where(url = 'b')).where(url='urn:a')", 'Location', 'urn:a', false],
    ["Location.extension('urn:a').where(extension('b').value = 'c').single()", 'Location', 'urn:a', true],
    ["Location\n  .extension\n  .where(url='urn:a')", 'Location', 'urn:a', false],
    [
      "Location.extension.where(url='urn:a' and extension.where(url='or')).extension.where(url='b')",
      "Location.extension.where(url='urn:a' and extension.where(url='or'))",
      'b',
      false,
    ],
    ["Location.extension.where(url='urn:a' and extension.where(url='this or that'))", 'Location', 'urn:a', false],
    ["Location.extension.where(url='urn:a' and (id = 'x' or id = 'y'))", 'Location', 'urn:a', false],
    ["Location.extension.where(url='urn:a' and true or true)", 'Location', undefined, false],
    ["Location.extension.where((url='urn:a') or true).where(id = 'x')", 'Location', undefined, false],
    ["Location.extension.where(extension.where(url = 'b'))", 'Location', undefined, false],
    ['Location.extension', 'Location', undefined, false],
    ['Location.extension[0]', 'Location', undefined, true],
    ['extension', '$this', undefined, false],
  ])('%s', (path, parent, url, byPlace) => {
    expect(extensionPath(path)).toEqual({ parent, byPlace, ...(url !== undefined && { url }) });
  });

  it.each([
    ['a child of the extension', "Location.extension.where(url='urn:a').value"],
    ['another element', 'Location.telecom.where(rank = 1)'],
    ['a function that goes on', "Location.extension('urn:a').select(url)"],
    ['a path longer than any that is read', `Location.extension('urn:a')${'[0]'.repeat(400)}`],
    ['a parenthesis left open', "Location.extension.where(url='urn:a'"],
    ['no path', ''],
  ])('is undefined for %s', (_what, path) => {
    expect(extensionPath(path)).toBeUndefined();
  });
});

describe('outermostExtensions', () => {
  it.each([
    [
      "Location.extension('urn:a').where(id = 'x').extension.where(url='b').value",
      { parent: 'Location', url: 'urn:a', byPlace: false, path: "Location.extension('urn:a').where(id = 'x')" },
    ],
    [
      "Location.extension('urn:a')",
      { parent: 'Location', url: 'urn:a', byPlace: false, path: "Location.extension('urn:a')" },
    ],
    [
      "Location.address.line[0].extension('urn:a').value",
      {
        parent: 'Location.address.line[0]',
        url: 'urn:a',
        byPlace: false,
        path: "Location.address.line[0].extension('urn:a')",
      },
    ],
    ['Location.name', undefined],
    ['Location.extension(', undefined],
  ])('%s', (path, picked) => {
    expect(outermostExtensions(path)).toEqual(picked);
  });
});
