import { ServerLinks } from './server-links';

describe('a link to this server', () => {
  const links = new ServerLinks('https://example.org/base/fhir/');

  it.each([
    ['https://example.org/base/fhir/Organization/1', '/base/fhir/Organization/1'],
    ['https://example.org/base/fhir/Organization?name=a&_count=2', '/base/fhir/Organization?name=a&_count=2'],
    ['https://example.org/base/fhir?_page=2', '/base/fhir?_page=2'],
    ['https://example.org/base/fhir', '/base/fhir'],
  ])('is made of %s', (url, href) => {
    expect(links.below(url)).toBe(href);
  });

  it.each([
    'https://example.org/base/fhirx/Organization/1',
    'https://example.org/base/fhir.evil.example/Organization',
    'https://example.org/base/fhir//evil.example',
    'https://example.org/base/fhir/\\evil.example',
    'https://example.org/base/fhir/Organization/..',
    'https://example.org/base/fhir/Organization/../../../docs',
    'https://example.org/base/fhir/Organization/%2E./1',
    'https://example.org/base/fhir/Organization/.?x=1',
    'https://example.org/base/fhir/a b',
    'https://example.org/base/fhir/a"onclick="x',
    'https://other.example/fhir/Organization/1',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '',
  ])('is not made of %s', (url) => {
    expect(links.below(url)).toBeUndefined();
    expect(links.reference(url)).toBeUndefined();
  });

  it.each([
    ['Organization/1234', '/base/fhir/Organization/1234'],
    ['Organization/1234/_history/2', '/base/fhir/Organization/1234/_history/2'],
    ['https://example.org/base/fhir/Location/6', '/base/fhir/Location/6'],
  ])('is made of the reference %s', (reference, href) => {
    expect(links.reference(reference)).toBe(href);
  });

  it.each([
    '#contained',
    'urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e',
    'Nothing/1',
    'organization/1',
    'Organization/',
    'Organization/a/b',
    'Organization/..',
    'Organization/.',
    'Organization/1/_history/..',
  ])('is not made of the reference %s', (reference) => {
    expect(links.reference(reference)).toBeUndefined();
  });

  it('never leaves a server whose base is its root', () => {
    const atRoot = new ServerLinks('https://example.org');
    expect(atRoot.below('https://example.org//evil.example')).toBeUndefined();
    expect(atRoot.below('https://example.org.evil.example/')).toBeUndefined();
    expect(atRoot.below('https://example.org/Organization')).toBe('/Organization');
    expect(atRoot.below('https://example.org')).toBe('/');
  });

  it.each([
    ['Organization', '1', undefined, '/base/fhir/Organization/1'],
    ['Organization', '1', '2', '/base/fhir/Organization/1/_history/2'],
    ['Organization', 'a b', undefined, undefined],
    ['Organization', '1', '../x', undefined],
    ['"><script>', '1', undefined, undefined],
  ])('to %s %s, version %s', (type, id, version, href) => {
    expect(links.instance(type, id, version)).toBe(href);
  });
});
