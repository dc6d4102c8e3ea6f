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
    const [issue, ...others] = (caught as FhirError).issues;
    expect(others).toEqual([]);
    expect(issue).toMatchObject({
      code: 'structure',
      text: `The body is ${kind}, not a JSON object.`,
      expression: '$this',
    });
    expect(String(issue?.hint)).toMatch(hint);
  });
});
