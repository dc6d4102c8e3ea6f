import type { JsonObject } from '../json/json-value';
import { referencesToContained } from './fragments';
import type { Place } from './labels';

const resource: JsonObject = {
  resourceType: 'Location',
  contained: [
    { resourceType: 'Organization', id: 'a', partOf: { reference: '#b' } },
    { resourceType: 'Organization', id: 'b' },
  ],
  managingOrganization: { reference: '#a', display: 'A' },
  extension: [{ url: 'urn:x', valueReference: { reference: '#b' } }],
  partOf: { reference: 'Location/b' },
  endpoint: [{ reference: '#nobody' }],
};
const ORGANIZATION = ['managingOrganization'];
const EXTENSION = ['extension', 0];
const PART = ['contained', 0, 'partOf'];

describe('references to contained resources are labelled as what they refer to', () => {
  it.each<[string, Place[], (readonly [number, readonly (string | number)[]])[]]>([
    ['nothing', [], []],
    ['all of them', [{ path: ['contained'], bit: 1 }], [[1, PART], [1, ORGANIZATION], [1, EXTENSION]]],
    ['one of them', [{ path: ['contained', 1], bit: 2 }], [[2, PART], [2, EXTENSION]]],
    ['an element of one', [{ path: ['contained', 1, 'name'], bit: 2 }], []],
    ['another element', [{ path: ['partOf'], bit: 1 }], []],
    ['one with two labels', [{ path: ['contained', 0], bit: 1 }, { path: ['contained', 0], bit: 2 }], [[1, ORGANIZATION], [2, ORGANIZATION]]],
  ])('%s', (_, places, expected) => {
    const found = referencesToContained(resource, places).map(({ path, bit }) => [bit, path]);
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(expected as never));
  }); // prettier-ignore

  it.each<[string, JsonObject[], readonly (string | number)[]]>([
    ['is a part among others', [{ url: 'urn:o', extension: [{ url: 'a', valueReference: { reference: '#a' } }, { url: 'b', valueString: 'b' }] }], ['extension', 0, 'extension', 0]],
    ['is the only part', [{ url: 'urn:n' }, { url: 'urn:o', extension: [{ url: 'a', valueReference: { reference: '#a' } }] }], ['extension', 1]],
  ])('one that %s of an extension takes with it what would be empty', (_, extension, path) => {
    const { managingOrganization: __, ...rest } = resource;
    expect(referencesToContained({ ...rest, extension }, [{ path: ['contained', 0], bit: 1 }])).toEqual([{ path, bit: 1 }]);
  }); // prettier-ignore

  it.each<[string, JsonObject]>([
    ['that is no list', { contained: { id: 'a' } }],
    ['of nothing', { contained: [null, 7, { id: 7 }] }],
  ])('a resource with a contained %s has none', (_, more) => {
    expect(referencesToContained({ ...resource, ...more }, [{ path: ['contained'], bit: 1 }])).toEqual([]);
  });
});
