import fc from 'fast-check';
import { VALID } from '../../../test/fixtures/r4/valid-resources';
import { arbitraryResource } from '../../../test/support/arbitrary-resource';
import { asXmlHasIt } from '../../../test/support/narrative-line-ends';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { resourceTypes } from '../model/definitions';
import { parseXml } from './parse-xml';
import { writeXml } from './write-xml';

/** The same members in another order, at every level. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, JsonValue] => [name, reversed(member)]);
  return Object.fromEntries(members.reverse());
}

function expectRoundTrips(resource: JsonObject): void {
  const xml = writeXml(resource);
  const { resource: read } = parseXml(xml);
  const expected = asXmlHasIt(resource);
  expect(read).toStrictEqual(expected);
  expect(writeXml(read)).toBe(xml);
  expect(writeXml(reversed(resource) as JsonObject)).toBe(xml);
  expect(parseXml(writeXml(resource, { pretty: true })).resource).toStrictEqual(expected);
}

describe('JSON -> XML -> JSON loses nothing, XML -> JSON -> XML neither', () => {
  it.each(Object.keys(VALID))('the %s of the fixtures', (name) => expectRoundTrips(VALID[name]!));

  it.each(resourceTypes())('any %s', (type) => {
    fc.assert(fc.property(arbitraryResource(type), expectRoundTrips), { numRuns: 15 });
  });

  it('resources within a Bundle and within Parameters', () => {
    const anyType = (): fc.Arbitrary<JsonObject> => arbitraryResource(undefined, { depth: 2 });
    fc.assert(
      fc.property(fc.array(anyType(), { minLength: 1, maxLength: 4 }), (resources) => {
        const outcome: JsonObject = {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'error', code: 'invalid' }],
        };
        const entry = resources.map((resource): JsonObject => ({ resource, response: { status: '200', outcome } }));
        expectRoundTrips({ resourceType: 'Bundle', type: 'batch-response', entry });
        const part = resources.map((resource): JsonObject => ({ name: 'value', resource }));
        expectRoundTrips({ resourceType: 'Parameters', parameter: [{ name: 'operation', part }] });
      }),
      { numRuns: 50 },
    );
  });
});
