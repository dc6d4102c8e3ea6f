import { FhirDecimal } from '../../fhir';
import { nulled, present } from './present';

describe('the result of a mapping', () => {
  it.each<[given: unknown, expected: unknown]>([
    [{ name: 'A', alias: [null] }, { name: 'A' }],
    [{ a: { b: undefined, c: [] } }, undefined],
    [{ address: [{ line: [null], city: 'Nantes' }] }, { address: [{ city: 'Nantes' }] }],
    [
      { active: false, rank: 0, text: '' },
      { active: false, rank: 0, text: '' },
    ],
  ])('%j has no holes', (given, expected) => {
    expect(present(given)).toEqual(expected);
  });

  it('leaves objects of a class alone', () => {
    const at = new Date(0);
    expect(present({ at })).toEqual({ at });
  });

  it('is NULL in a row where there is no value, in child rows too', () => {
    expect(nulled({ a: undefined, b: 0, list: [{ c: undefined }] })).toEqual({ a: null, b: 0, list: [{ c: null }] });
  });

  it('is no child row where there is none', () => {
    expect(nulled({ list: [null, { c: 1 }, undefined] })).toEqual({ list: [{ c: 1 }] });
  });

  it('goes to the database with all digits', () => {
    expect(nulled({ a: new FhirDecimal('48.850') })).toEqual({ a: '48.850' });
  });
});
