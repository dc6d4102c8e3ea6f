import { compile } from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { parseJson, type JsonObject } from '../json';
import { fhirPathInput } from './fhirpath-input';

const location = parseJson(`{
  "resourceType": "Location",
  "position": { "longitude": 2.350, "latitude": 48.8500 },
  "extension": [
    { "url": "https://example.org/one", "valueDecimal": 1.00 },
    { "url": "https://example.org/small", "valueDecimal": 1e-7 },
    { "url": "https://example.org/long", "valueDecimal": 1234567890.123456789012 },
    { "url": "https://example.org/amount", "valueQuantity": { "value": 2.50, "system": "http://unitsofmeasure.org", "code": "kg" } }
  ]
}`) as JsonObject;

function evaluate(path: string, resource: JsonObject): unknown[] {
  return compile(path, r4, { resolveInternalTypes: true, preciseMath: true })(fhirPathInput(resource)) as unknown[];
}

describe('fhirPathInput lets the engine compute with every digit', () => {
  it.each([
    ['Location.position.latitude > 48.50', true],
    ['Location.position.latitude < 48.851', true],
    ['Location.position.latitude = 48.85', true],
    ['Location.position.longitude * 2 = 4.7', true],
    ['Location.position.longitude is decimal', true],
    ['Location.position.exists(longitude = 2.35)', true],
    ['Location.extension.where(value = 1.0).url', 'https://example.org/one'],
    ['Location.extension.where(value = 1).url', 'https://example.org/one'],
    ['Location.extension.where(value.ofType(decimal) = 0.0000001).url', 'https://example.org/small'],
    ['Location.extension[2].value = 1234567890.123456789012', true],
    ['Location.extension[2].value = 1234567890.123456', false],
    ['Location.extension[2].value = 1234567890.12345681', false],
    ["Location.extension[3].value = 2.5 'kg'", true],
    ['(Location.position.latitude + 0.15).toString()', '49'],
  ])('%s', (path, expected) => {
    expect(evaluate(path, location)).toEqual([expected]);
  });

  it('gives a value without such numbers back itself', () => {
    const plain: JsonObject = { resourceType: 'Location', position: { longitude: 2.35, latitude: 48.85 } };
    expect(fhirPathInput(plain)).toBe(plain);
  });

  it('leaves the resource as it is, and converts once what does not change', () => {
    const before = JSON.stringify(location);
    const changed = { ...location, name: 'Other' };
    expect((fhirPathInput(changed) as JsonObject).position).toBe((fhirPathInput(location) as JsonObject).position);
    expect(JSON.stringify(location)).toBe(before);
  });
});
