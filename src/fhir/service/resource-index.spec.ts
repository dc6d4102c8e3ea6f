import { ResourceIndex } from './resource-index';

describe('a search given as text', () => {
  const nothing = {} as never;
  const index = new ResourceIndex(new Map(), { baseUrl: 'http://a/fhir' }, nothing, nothing, nothing, nothing);

  it('becomes clauses', () => {
    expect(index.clauses('Basic', '_id=a%2Cb')).toHaveLength(1);
  });

  it.each([
    ['a malformed percent-encoding', '_id=%E9', /The parameter _id cannot be read/],
    ['an unknown parameter', 'colour=red', /colour is not a search parameter/],
  ])('is refused with %s', (_, query, text) => {
    expect(() => index.clauses('Basic', query)).toThrow(text);
  });
});
