import type { IncomingMessage } from 'node:http';
import { formatOfBody, negotiate } from './negotiate';

const kind = (expected: string) => expect.objectContaining({ kind: expected }) as Error;

describe('negotiation', () => {
  it.each([
    ['nothing said', undefined, undefined, 'json'],
    ['FHIR JSON', undefined, 'application/fhir+json', 'json'],
    ['plain JSON', undefined, 'application/json; q=0.5', 'json'],
    ['the name of an older FHIR', undefined, 'application/json+fhir', 'json'],
    ['FHIR XML', undefined, 'application/fhir+xml', 'xml'],
    ['the better quality', undefined, 'application/fhir+xml;q=0.1, application/fhir+json', 'json'],
    ['the better quality, the other way round', undefined, 'application/fhir+json;q=0.1, text/xml', 'xml'],
    ['the first of equals', undefined, 'application/fhir+xml, application/fhir+json', 'xml'],
    ['JSON by wildcard, XML by a lower name', undefined, 'application/fhir+xml;q=0.5, */*', 'json'],
    [
      'what is left when JSON is refused',
      undefined,
      'application/fhir+json;q=0, application/json;q=0, application/fhir+xml;q=0.1',
      'xml',
    ],
    ['a browser', undefined, 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['_format=xml', 'xml', 'application/fhir+json', 'xml'],
    ['_format=application/fhir+xml with a space', 'application/fhir xml', undefined, 'xml'],
    ['_format=html', 'html', 'application/fhir+json', 'html'],
    ['a page with XML on it', 'html/xml', undefined, 'html'],
    ['an empty Accept', undefined, '', 'json'],
    ['an Accept of spaces and commas', undefined, ' , ,', 'json'],
    ['an empty element of an Accept', undefined, ', application/fhir+xml,', 'xml'],
    ['anything', undefined, '*/*', 'json'],
    ['no page by a wildcard', undefined, 'application/fhir+json;q=0.5, application/fhir+xml;q=0.4, */*', 'json'],
    ['a quality that cannot be read', undefined, 'application/fhir+json;q=0.9, application/fhir+xml;q=x', 'xml'],
    ['any application type', undefined, 'application/*;q=0.1', 'json'],
    ['any text, which a page is', undefined, 'text/*', 'html'],
    ['any text, less than JSON', undefined, 'text/*;q=0.3, application/fhir+json;q=0.4', 'json'],
    ['any text, more than anything', undefined, 'text/*, */*;q=0.1', 'html'],
    ['JSON by an older name, any other text less', undefined, 'text/*;q=0.1, text/json', 'json'],
    ['a page refused, any other text', undefined, 'text/*, text/html;q=0, application/xml;q=0.1', 'xml'],
    ['the most specific range', undefined, 'application/*;q=0.1, application/fhir+xml;q=0.2, */*;q=0.9', 'xml'],
    ['the more specific wildcard', undefined, '*/*;q=0.9, application/*;q=0.1, text/html;q=0.5', 'html'],
    ['JSON refused, anything else', undefined, '*/*, application/fhir+json;q=0', 'xml'],
    ['a page, when anything but JSON and XML is acceptable', undefined, 'application/*;q=0, */*', 'html'],
    ['anything, as Java writes it', undefined, '*; q=.2', 'json'],
    ['a quality of three digits', undefined, 'application/fhir+json;q=0.998, application/fhir+xml;q=0.999', 'xml'],
    ['a quality without digits', undefined, 'application/fhir+json;q=0.9, application/fhir+xml;q=', 'xml'],
    ['a quality above 1', undefined, 'application/fhir+json, application/fhir+xml;q=7', 'json'],
    ['a quality in capitals', undefined, 'application/fhir+json;Q=0.1, application/fhir+xml;Q=0.2', 'xml'],
    ['separators within quotes', undefined, 'application/fhir+xml;a="b;q=0, text/html, \\"";q=0.5', 'xml'],
    [
      'extensions after the quality',
      undefined,
      'application/fhir+json;q=0.5;a=b, application/fhir+xml;q=0.4;c',
      'json',
    ],
    ['a type in capitals', undefined, 'Application/FHIR+JSON', 'json'],
    ['R4 by parameter', undefined, 'application/fhir+json; fhirVersion=4.0', 'json'],
    ['R4 by a quoted parameter', undefined, 'application/fhir+json; fhirVersion="4.0"', 'json'],
    ['_format by its short name', 'json', 'application/pdf', 'json'],
    ['_format by media type', 'application/fhir+json', undefined, 'json'],
    ['_format whose plus became a space', 'application/fhir json', undefined, 'json'],
  ])('%s', (_, format, accept, expected) => {
    expect(negotiate(format, accept).name).toBe(expected);
  });

  it('tells a _format that is sent twice from one that is empty', () => {
    expect(() => negotiate(['json', 'xml'], undefined)).toThrow('_format occurs 2 times');
  });

  it.each([
    ['another type', undefined, 'application/pdf'],
    ['any image', undefined, 'image/*'],
    ['any text but a page', undefined, 'text/*, text/html;q=0, application/xhtml+xml;q=0'],
    ['anything with quality 0', undefined, '*/*;q=0'],
    ['all types with quality 0', undefined, 'application/*;q=0, text/*;q=0, */*'],
    ['a subtype for any type', undefined, '*/json'],
    ['a type with quality 0.000', undefined, 'application/fhir+json;q=0.000'],
    ['a wildcard as _format', 'text/*', undefined],
    ['a type with quality 0', undefined, 'application/fhir+json;q=0'],
    ['FHIR STU3', undefined, 'application/fhir+json; fhirVersion=3.0'],
    ['an unknown _format', 'foo', undefined],
    ['an empty _format', '', undefined],
    ['a _format sent twice', ['json', 'xml'], undefined],
    ['_format of another version, after a space', 'application/fhir+json; fhirVersion=5.0', undefined],
    ['_format of another version', 'application/fhir+json;fhirVersion=5.0', undefined],
  ])('406 for %s', (_, format, accept) => {
    const expression = format === undefined ? 'http.accept' : 'http._format';
    const issues = [expect.objectContaining({ expression }) as object];
    expect(() => negotiate(format, accept)).toThrow(
      expect.objectContaining({ kind: 'not-acceptable', issues }) as Error,
    );
  });
});

describe('the media type of a body', () => {
  const formatOf = (type: string | undefined) =>
    formatOfBody({ headers: { 'content-type': type } } as unknown as IncomingMessage, 'Send FHIR.').name;

  it.each([
    ['application/fhir+json', 'json'],
    ['application/fhir+json; charset=utf-8', 'json'],
    ['Application/JSON', 'json'],
    ['application/fhir+json; fhirVersion=4.0', 'json'],
    ['application/fhir+xml', 'xml'],
    ['text/xml; charset=utf-8', 'xml'],
  ])('%s is read as %s', (type, expected) => {
    expect(formatOf(type)).toBe(expected);
  });

  it.each([
    'text/plain',
    'application/json-patch+json',
    undefined,
    '',
    'text/html',
    'application/fhir+json; fhirVersion=3.0',
  ])('415 for %s', (type) => {
    expect(() => formatOf(type)).toThrow(kind('unsupported-media-type'));
  });
});
