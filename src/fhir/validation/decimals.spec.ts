import { inEnglish } from '../../../test/support/in-english';
import { parseJson, type JsonObject } from '../json';
import { validateResource as validate } from './validate-resource';

const validateResource = (resource: JsonObject) => inEnglish(validate(resource));

const withValue = (member: string) =>
  parseJson(
    `{"resourceType":"Location","name":"a","extension":[{"url":"https://example.org/e",${member}}]}`,
  ) as JsonObject;

describe('validateResource on numbers', () => {
  it.each(['1.00', '0.0', '-0.000', '1e-22', '1E5', '1234567890.123456789012', '0.1000000000000000055', '-0', '100'])(
    'takes the decimal %s, whatever its precision',
    (number) => expect(validateResource(withValue(`"valueDecimal":${number}`))).toEqual([]),
  );

  it.each([
    ['valueInteger', '1.0', '1.0 is not an integer.', '1.'],
    ['valueInteger', '1e2', '1e2 is not an integer.', '100.'],
    ['valueInteger', '-0.0', '-0.0 is not an integer.', '0.'],
    ['valueUnsignedInt', '-0', '-0 is not an unsignedInt.', '0.'],
    ['valuePositiveInt', '10E-1', '10E-1 is not a positiveInt.', '1.'],
  ])('refuses %s %s: a whole number has neither a point nor an exponent', (key, number, text, hint) => {
    expect(validateResource(withValue(`"${key}":${number}`))).toEqual([
      expect.objectContaining({
        code: 'value',
        text,
        hint: `Write it without a point, an exponent or a sign before 0: ${hint}`,
        expression: 'Location.extension[0].value',
      }),
    ]);
  });

  it.each([
    ['valueInteger', '1.5', '1.5 is not an integer.', -(2 ** 31)],
    ['valueInteger', '1.50', '1.50 is not an integer.', -(2 ** 31)],
    ['valueInteger', '2147483648', '2147483648 is not an integer.', -(2 ** 31)],
    ['valueInteger', '1e22', '1e22 is not an integer.', -(2 ** 31)],
    ['valuePositiveInt', '0', '0 is not a positiveInt.', 1],
    ['valuePositiveInt', '0.0', '0.0 is not a positiveInt.', 1],
  ])('refuses %s %s by its range', (key, number, text, least) => {
    expect(validateResource(withValue(`"${key}":${number}`))).toEqual([
      expect.objectContaining({ text, hint: `Write a whole number from ${least} to 2147483647.` }),
    ]);
  });

  it.each([
    ['a string', 'valueString', '"1.00"', '1.00'],
    ['a boolean', 'valueBoolean', 'true or false', '1.00'],
    ['an object', 'valueQuantity', '"value": 1', '1.00'],
  ])('says that %s is not a number', (_, key, hint, number) => {
    const [issue] = validateResource(withValue(`"${key}":${number}`));
    expect(issue).toMatchObject({ code: 'structure', text: expect.stringContaining('not a number.') });
    expect(issue!.hint).toContain(hint);
  });

  it('accepts -0 as an integer: the specification writes it -?([0]|([1-9][0-9]*))', () => {
    expect(validateResource(withValue('"valueInteger":-0'))).toEqual([]);
  });

  it('computes with them in invariants', () => {
    const age = (value: string) =>
      withValue(`"valueAge":{"value":${value},"code":"a","system":"http://unitsofmeasure.org"}`);
    expect(validateResource(age('1.00'))).toEqual([]);
    expect(validateResource(age('-1.00'))).toEqual([expect.objectContaining({ code: 'invariant' })]);
  });
});
