import { shortened } from './shortened';

const url = 'https://definitions.example.org/ig/fhir/dir/StructureDefinition/dir-location-supported-capacity';

describe('shortened', () => {
  it.each([
    ['a short text', 'abc', 3, 'abc'],
    ['a long text', 'abcd', 3, 'abc…'],
    ['a text that ends on the URL', `x ${url}`, 10, `x ${url}`],
    ['a URL in quotes with more behind it', `where(url='${url}').where(x)`, 20, `where(url='${url}…`],
    ['a URN', 'at urn:oid:1.2.3 and more', 8, 'at urn:oid:1.2.3…'],
    ['a URL before the cut', 'urn:x and more', 8, 'urn:x an…'],
    ['a URL behind the cut', `abc ${url}`, 3, 'abc…'],
    ['a URL that begins at the cut', `abc ${url}`, 4, 'abc …'],
    ['a URL without an end', `http://${'a'.repeat(1000)}`, 10, 'http://aaa…'],
  ])('%s', (_, text, longest, expected) => {
    expect(shortened(text, longest)).toBe(expected);
  });
});
