import { extensionPath } from './extension-path';

describe('extensionPath', () => {
  it.each([
    ["Location.extension.where(url='urn:a')", 'Location', 'urn:a', true],
    ["Location.extension('urn:a')", 'Location', 'urn:a', true],
    ["Location.extension.where( url = 'urn:a' and extension.exists() )", 'Location', 'urn:a', false],
    ["Location.extension.where(url='urn:a')[0]", 'Location', 'urn:a', false],
    ["Location.extension.where(url='urn:a').first()", 'Location', 'urn:a', false],
    [
      "Location.extension.where(url='urn:a' and extension.where(url='or')).extension.where(url='b')",
      "Location.extension.where(url='urn:a' and extension.where(url='or'))",
      'b',
      true,
    ],
    ["Location.extension.where(url='urn:a' and extension.where(url='this or that'))", 'Location', 'urn:a', false],
  ])('%s', (path, parent, url, byUrlAlone) => {
    expect(extensionPath(path)).toEqual({ parent, url, byUrlAlone });
  });

  it.each([
    ['the list without a choice', 'Location.extension'],
    ['a place', 'Location.extension[0]'],
    ['a child of the extension', "Location.extension.where(url='urn:a').value"],
    ['a URL that need not hold', "Location.extension.where(url='urn:a' and true or true)"],
    ['another condition first', "Location.extension.where(id='x' and url='urn:a')"],
    ['a path longer than any that is read', `Location.extension('urn:a')${'[0]'.repeat(400)}`],
    ['a parenthesis left open', "Location.extension.where(url='urn:a'"],
  ])('is undefined for %s', (_what, path) => {
    expect(extensionPath(path)).toBeUndefined();
  });
});
