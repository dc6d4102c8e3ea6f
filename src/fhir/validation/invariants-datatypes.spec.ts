import type { JsonObject, JsonValue } from '../json/json-value';
import { validateResource } from './validate-resource';

/** The issues reported for one value of an extension. */
const toldOf = (member: string, value: JsonValue): string[] => {
  const extension: JsonObject = { url: 'http://example.org/x', [member]: value };
  const resource: JsonObject = { resourceType: 'Organization', name: 'x', extension: [extension] };
  return validateResource(resource).map(({ text }) => String(text));
};

const UCUM = 'http://unitsofmeasure.org';
const of = (value: number, unit: JsonObject = { unit: 'd', system: UCUM, code: 'd' }): JsonObject => ({
  value,
  ...unit,
});
const named = (value: number, unit: string): JsonObject => ({ value, unit });

describe('the rules of data types, at their edges', () => {
  it.each<[string, string, JsonValue, RegExp | undefined]>([
    ['a range that goes up', 'valueRange', { low: of(1), high: of(2) }, undefined],
    ['a range of one value', 'valueRange', { low: of(2), high: of(2) }, undefined],
    ['a range upside down', 'valueRange', { low: of(3), high: of(2) }, /above its high value/],
    [
      'a range of two units is not compared',
      'valueRange',
      { low: of(30), high: of(2, { system: UCUM, code: 'mo' }) },
      undefined,
    ],
    [
      'nor one of the same code in two systems',
      'valueRange',
      { low: of(3), high: of(2, { system: 'http://example.org', code: 'd' }) },
      undefined,
    ],
    ['units by name, upside down', 'valueRange', { low: named(3, 'd'), high: named(2, 'd') }, /above its high value/],
    ['units by other names', 'valueRange', { low: named(30, 'd'), high: named(2, 'mo') }, undefined],
    ['an age in UCUM', 'valueAge', of(3, { unit: 'a', system: UCUM, code: 'a' }), undefined],
    ['an age in another system', 'valueAge', of(3, { system: 'http://example.org', code: 'a' }), /positive number/],
    ['an age of nothing', 'valueAge', of(0, { system: UCUM, code: 'a' }), /positive number/],
    ['a uuid', 'valueUuid', 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520', undefined],
    ['a uuid in capitals', 'valueUuid', 'urn:uuid:c757873d-ec9a-4326-a141-556F43239520', /not a uuid/],
    ['an oid', 'valueOid', 'urn:oid:1.2.250', undefined],
    ['an oid with a zero in front', 'valueOid', 'urn:oid:1.02.250', /not an oid/],
  ])('%s', (_, member, value, told) => {
    const [first, ...more] = toldOf(member, value);
    expect(more).toEqual([]);
    if (told) expect(first).toMatch(told);
    else expect(first).toBeUndefined();
  });
});
