import { FhirError } from '../errors/fhir-error';
import { requireObject } from './require-object';

describe('requireObject', () => {
  it('gives an object back as it is', () => {
    const value = { resourceType: 'Patient' };
    expect(requireObject(value)).toBe(value);
  });

  it.each([
    ['an array', [{}], /Bundle/],
    ['null', null, /resourceType/],
    ['a string', 'x', /resourceType/],
    ['a number', 1, /resourceType/],
    ['a boolean', true, /resourceType/],
  ])('refuses %s by name', (kind, value, hint) => {
    let caught: unknown;
    try {
      requireObject(value);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(FhirError);
    expect((caught as FhirError).issues).toEqual([
      {
        code: 'structure',
        text: `The body is ${kind}, not a JSON object.`,
        hint: expect.stringMatching(hint),
        expression: '$this',
      },
    ]);
  });
});
