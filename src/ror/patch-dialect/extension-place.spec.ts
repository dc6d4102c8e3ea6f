import type { JsonObject } from '../../fhir';
import { onlyPlaceOf } from './extension-place';

const resource: JsonObject = {
  resourceType: 'Location',
  extension: [{ url: 'urn:a', extension: [{ url: 'inner', valueCode: 'x' }] }, { url: 'urn:twice' }],
  address: {
    line: ['7 rue porte de Buc'],
    _line: [{ extension: [{ url: 'urn:house', valueString: '7' }, { url: 'urn:twice' }] }],
  },
};

it.each([
  ['urn:a', "Location.extension.where(url='urn:a').value"],
  ['inner', "Location.extension[0].extension.where(url='inner').value"],
  ['urn:house', "Location.address.line[0].extension.where(url='urn:house').value"],
  ['urn:twice', undefined],
  ['urn:none', undefined],
  ["urn:a' or '", undefined],
  [undefined, undefined],
])('%s stands at %s', (url, path) => {
  expect(onlyPlaceOf(url, resource, 'Location')).toBe(path);
});
