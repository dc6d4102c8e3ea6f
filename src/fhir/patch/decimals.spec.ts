import fc from 'fast-check';
import { FhirDecimal, parseJson, stringifyJson, type JsonObject, type JsonValue } from '../json';
import { sameNumber } from '../json/same-number';
import { applyFhirPathPatch } from './apply-patch';
import { jsonEqual } from './json-equal';

/** A Location with a number in each of two places. */
const locationText = (number: string, name = 'a'): string =>
  `{"resourceType":"Location","id":"x","extension":[{"url":"http://e/d","valueDecimal":${number}}],"name":"${name}",` +
  `"position":{"longitude":${number},"latitude":48.8500}}`;

/** Operations are written as text, as clients send them, so that numbers can have any digits. */
function patched(resource: string, ...operations: readonly string[]): ReturnType<typeof applyFhirPathPatch> {
  const parameter = operations.map((parts) => `{"name":"operation","part":[${parts}]}`).join(',');
  const patch = parseJson(`{"resourceType":"Parameters","parameter":[${parameter}]}`);
  return applyFhirPathPatch(parseJson(resource) as JsonObject, patch);
}

const replace = (path: string, value: string): string =>
  `{"name":"type","valueCode":"replace"},{"name":"path","valueString":"${path}"},{"name":"value",${value}}`;
const remove = (path: string): string => `{"name":"type","valueCode":"delete"},{"name":"path","valueString":"${path}"}`;

function outcome(result: ReturnType<typeof applyFhirPathPatch>): string {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return stringifyJson(result.resource);
}

describe('a FHIRPath Patch', () => {
  it('of another element leaves every digit of a number as it is', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,24})?([eE][+-]?[0-9]{1,2})?$/);
    fc.assert(
      fc.property(digits, (number) => {
        expect(outcome(patched(locationText(number), replace('Location.name', '"valueString":"b"')))).toBe(
          locationText(number, 'b'),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('puts a number in place with its digits', () => {
    const path = "Location.extension.where(url = 'http://e/d').value";
    expect(outcome(patched(locationText('1.0'), replace(path, '"valueDecimal":-0.0500e1')))).toBe(
      locationText('1.0').replace('"valueDecimal":1.0', '"valueDecimal":-0.0500e1'),
    );
  });

  it.each([
    ['Location.extension.where(value = 1.0)', true],
    ['Location.extension.where(value.ofType(decimal) > 0.99)', true],
    ['Location.position.where(latitude > 48.84 and latitude < 48.86)', true],
    ['Location.extension.where(value = 1.01)', false],
    ['Location.position.where(latitude > 48.8501)', false],
  ])('selects by value: %s', (path, selects) => {
    const after = patched(locationText('1.00'), remove(path));
    expect(outcome(after) === locationText('1.00')).toBe(!selects);
  });

  it('changes the content when it changes the digits alone, and not when it does not', () => {
    const resource = parseJson(locationText('1.0')) as JsonObject;
    const set = (number: string) =>
      applyFhirPathPatch(
        resource,
        parseJson(
          `{"resourceType":"Parameters","parameter":[{"name":"operation","part":[${replace('Location.position.longitude', `"valueDecimal":${number}`)}]}]}`,
        ),
      );
    const same = set('1.0');
    expect(same.ok && same.resource).toBe(resource);
    expect(set('1.00')).toMatchObject({ ok: true, resource: { position: { longitude: new FhirDecimal('1.00') } } });
  });

  it.each(['1.0', '1e0', '-0.0'])('refuses %s as an integer, and says what was sent', (number) => {
    const result = patched(locationText('1.0'), replace('Location.extension[0].value', `"valueInteger":${number}`));
    expect(result).toMatchObject({ ok: false, kind: 'invalid-request' });
    expect(!result.ok && String(result.issues[0]!.text)).toContain(number);
  });
});

describe('jsonEqual', () => {
  const read = (text: string): JsonValue => parseJson(text);

  it.each([
    ['1.0', '1.0', true, true],
    ['1.0', '1.00', false, true],
    ['1.0', '1', false, true],
    ['{"a":[1.0]}', '{"a":[1.00]}', false, true],
    ['{"a":1.0}', '{"a":"1.0"}', false, false],
    ['1.0', '{"text":"1.0"}', false, false],
    ['1.0', '1.01', false, false],
    ['12345678901234567890123', '12345678901234567890124', false, false],
  ])('%s and %s: the same content %s, the same value %s', (one, other, content, value) => {
    expect(jsonEqual(read(one), read(other))).toBe(content);
    expect(jsonEqual(read(one), read(other), sameNumber)).toBe(value);
  });
});
