import type { FhirError } from '../errors/fhir-error';
import { MOST_VALUES } from '../json/value-count';
import { scanXml } from './scan-xml';
import { ResourceReader } from './resource-reader';

const DIV = 'div xmlns="http://www.w3.org/1999/xhtml"';

function read(content: string, maxValues?: number): unknown {
  const source = `<Organization xmlns="http://hl7.org/fhir">${content}</Organization>`;
  const reader = new ResourceReader(source, { maxDepth: 64, ...(maxValues !== undefined && { maxValues }) });
  scanXml(source, reader);
  return reader.resource();
}

describe('the values of a resource in XML', () => {
  const TOO_MANY = { kind: 'too-large', issues: [expect.objectContaining({ code: 'too-costly' })] };

  it.each([
    ['elements', '<alias value="a"/><alias value="b"/>', 3],
    ['elements within elements', '<contact><name><family value="a"/></name></contact>', 4],
    ['further attributes', '<extension id="e" url="urn:x"><valueCode value="a"/></extension>', 4],
    ['elements of a narrative', `<text><status value="generated"/><${DIV}>a<p>b</p><br/></div></text>`, 6],
  ])('are counted: %s', (_, content, values) => {
    expect(read(content, values)).toMatchObject({ resourceType: 'Organization' });
    expect(() => read(content, values - 1)).toThrow(expect.objectContaining(TOO_MANY) as Error);
  });

  it('are counted where they are not read', () => {
    const skipped = '<unknown><a/><b/><c/></unknown>';
    expect(() => read(skipped, 5)).toThrow(expect.objectContaining({ kind: 'invalid-structure' }) as Error);
    expect(() => read(skipped, 4)).toThrow(expect.objectContaining(TOO_MANY) as Error);
  });

  it.each([
    ['a resource', undefined],
    ['a Bundle', 10 * MOST_VALUES],
  ])('are counted before a tag of %s ends', (_, maxValues) => {
    const attributes = (count: number): string => ' a="b"'.repeat(count);
    // The parser would refuse two attributes of one name, if it came to the end of the tag.
    const kindFor = (count: number): unknown => {
      try {
        return read(`<name${attributes(count)}/>`, maxValues);
      } catch (error) {
        return (error as FhirError).kind;
      }
    };
    expect([kindFor(MOST_VALUES), kindFor(MOST_VALUES + 1)]).toEqual(['invalid-request', 'too-large']);
  });
});
