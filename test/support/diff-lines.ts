import type { JsonObject, JsonValue } from '../../src/fhir/json/json-value';

export const BUILDING: JsonObject = {
  use: 'work',
  line: ['Bâtiment A', '12 rue de la Paix', 'BP 40'],
  city: 'C',
  district: 'D',
};

export const ORGANIZATION: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', profile: ['http://example.org/p'] },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">a</div>' },
  contained: [
    { resourceType: 'Endpoint', id: 'e', status: 'active' },
    { resourceType: 'Organization', id: 'p', name: 'Parent' },
  ],
  extension: [
    { url: 'http://example.org/1', valueCode: 'a' },
    {
      url: 'http://example.org/n',
      extension: [
        { url: 'x', valueInteger: 1 },
        { url: 'y', valueBoolean: true },
      ],
    },
  ],
  identifier: ['1', '2', '3', '4'].map((value) => ({ system: 'http://example.org', value })),
  name: 'A',
  alias: ['a', 'b', 'c'],
  _alias: [null, { id: 'ab' }, null],
  telecom: [
    { system: 'phone', value: '1', use: 'work', rank: 1 },
    { system: 'email', value: 'x@example.org', use: 'work' },
  ],
  contact: [{ name: { family: 'F', given: ['g', 'h'] }, address: { ...BUILDING, postalCode: '1' } }],
};

export const list = (key: string): JsonValue[] => ORGANIZATION[key] as JsonValue[];

export const [contact] = list('contact') as [JsonObject];
