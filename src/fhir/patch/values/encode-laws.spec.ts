import fc from 'fast-check';
import { type JsonObject, type JsonValue } from '../../json/json-value';
import { isPrimitive, OPEN_TYPES, type ElementDefinition } from '../../model/definitions';
import { readValue } from '../parse/read-value';
import { encodePatchValue } from './encode';
import { fit } from './fit';
import { PRIMITIVES, anyOf } from '../../../../test/support/arbitrary-entry';

function decode(type: string, part: JsonObject): JsonValue | undefined {
  const read = readValue(part, 'Parameters.parameter[0].part[0]', { nesting: 32, note: () => undefined });
  const element: ElementDefinition = {
    name: 'x',
    min: 0,
    repeats: false,
    types: [type],
    choice: false,
    xmlAttribute: false,
    summary: false,
  };
  return fit(read, element).entry.value;
}

const BY_PARTS = [
  'Extension',
  'Organization.contact',
  'Narrative',
  'Timing.repeat',
  'Questionnaire.item',
  'HealthcareService.availableTime',
  'Bundle.entry',
  'ElementDefinition',
  'Dosage.doseAndRate',
];

describe('encodePatchValue', () => {
  it.each([...BY_PARTS, 'Address', 'Timing', 'Reference', 'Meta'])(
    'reading back a random %s gives the same value',
    (type) => {
      fc.assert(
        fc.property(anyOf(type), (value) => {
          expect(decode(type, encodePatchValue(type, value))).toEqual(value);
        }),
        { numRuns: 100 },
      );
    },
  );

  it.each(Object.entries(PRIMITIVES))('reading back a %s gives the same value', (type, values) => {
    for (const value of values) expect(decode(type, encodePatchValue(type, value))).toBe(value);
  });

  it.each(OPEN_TYPES)('%s travels as value[x]', (type) => {
    const key = `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
    const value = isPrimitive(type) ? PRIMITIVES[type]![0]! : { id: 'x' };
    expect(encodePatchValue(type, value)).toEqual({ name: 'value', [key]: value });
  });

  it('an extension travels as parts: url, and value or extension', () => {
    expect(encodePatchValue('Extension', { url: 'u', extension: [{ url: 'v', valueCode: 'c' }] })).toEqual({
      name: 'value',
      part: [
        { name: 'url', valueUri: 'u' },
        {
          name: 'extension',
          part: [
            { name: 'url', valueUri: 'v' },
            { name: 'value', valueCode: 'c' },
          ],
        },
      ],
    });
  });

  it('a resource travels as resource', () => {
    const resource = { resourceType: 'Endpoint', id: 'e' };
    expect(encodePatchValue('Resource', resource)).toEqual({ name: 'value', resource });
  });

  it.each<[string, string, JsonValue]>([
    ['a member the type does not have', 'Organization.contact', { nme: 'x' }],
    ['an id beside a complex member', 'Organization.contact', { _name: { id: 'x' } }],
    ['one object where a list belongs', 'Organization.contact', { telecom: { value: 'x' } }],
    ['a list where one object belongs', 'Organization.contact', { address: [{ city: 'x' }] }],
    ['an empty place', 'Timing.repeat', { timeOfDay: ['10:00:00', null], _timeOfDay: [null, null] }],
    ['nothing', 'Extension', {}],
    ['no object', 'Extension', 'x'],
    ['no type', 'Foo', { id: 'x' }],
  ])('refuses what would be lost: %s', (_, type, value) => {
    expect(() => encodePatchValue(type, value)).toThrow(expect.objectContaining({ kind: 'unprocessable' }));
  });
});
