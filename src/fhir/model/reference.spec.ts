import { parseReference, relativeReference, resourceAtEnd, type Reference } from './reference';

const resource = (type: string, id: string, versionId?: string, base?: string): Reference => ({
  form: 'resource',
  base,
  type,
  id,
  versionId,
});

describe('parseReference', () => {
  it.each<[string, Reference]>([
    ['#a', { form: 'fragment', id: 'a' }],
    ['#', { form: 'fragment', id: '' }],
    ['Organization/1', resource('Organization', '1')],
    ['Organization/a-b.C/_history/3', resource('Organization', 'a-b.C', '3')],
    ['https://x.org/fhir/Organization/1', resource('Organization', '1', undefined, 'https://x.org/fhir')],
    ['http://x.org/a/Patient/b/Group/c', resource('Group', 'c', undefined, 'http://x.org/a/Patient/b')],
    ['http://x.org/Patient/1/_history/2', resource('Patient', '1', '2', 'http://x.org')],
    ['urn:uuid:5c2f8a60-0000-4000-8000-000000000000', { form: 'uri' }],
    ['urn:oid:1.2.3', { form: 'uri' }],
    ['ftp://x.org/Patient/1', { form: 'uri' }],
    ['https://x.org/doc.pdf', { form: 'uri' }],
    ['organization/1', { form: 'none' }],
    ['Organization', { form: 'none' }],
    ['Organization/', { form: 'none' }],
    ['Organization/a b', { form: 'none' }],
    ['Organization/1\n', { form: 'none' }],
    [`Organization/${'x'.repeat(65)}`, { form: 'none' }],
    ['/Organization/1', { form: 'none' }],
    ['Organization/1/_history', { form: 'none' }],
    ['Patient?identifier=1', { form: 'none' }],
    ['', { form: 'none' }],
  ])('%j', (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });
});

it.each([
  ['Organization/1', true],
  ['Organization/1/_history/2', true],
  ['https://x.org/Organization/1', false],
  ['#a', false],
])('relativeReference(%j): %s', (text, relative) => {
  expect(relativeReference(text) !== undefined).toBe(relative);
});

it.each([
  ['/fhir/Organization/1', { type: 'Organization', id: '1' }],
  ['Organization/1/_history/2', { type: 'Organization', id: '1', versionId: '2' }],
  ['/fhir/Organization/1/_history', undefined],
  ['/fhir/xOrganization/1', undefined],
  ['/fhir/Organization', undefined],
])('resourceAtEnd(%j)', (address, found) => {
  expect(resourceAtEnd(address)).toEqual(found);
});
