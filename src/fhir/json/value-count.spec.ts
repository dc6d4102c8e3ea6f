import fc from 'fast-check';
import { FhirError } from '../errors/fhir-error';
import { inEnglish } from '../../../test/support/in-english';
import { countValues, refuseTooManyValues } from './value-count';

function valuesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  const inner = Object.values(value);
  // Empty objects and lists count twice.
  return inner.length === 0 ? 2 : inner.reduce((sum: number, each) => sum + valuesOf(each), 1);
}

describe('countValues', () => {
  it('counts without parsing what parsing gives, indented or not', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(countValues(JSON.stringify(value, null, indent))).toBe(valuesOf(value));
      }),
    );
  });

  it('does not count what stands in strings', () => {
    expect(countValues(String.raw`["a,b", "\",[{", "\\"]`)).toBe(4);
  });
});

describe('refuseTooManyValues', () => {
  const list = (length: number): string => JSON.stringify(new Array(length).fill(1));

  it('takes as many as it says', () => {
    expect(() => refuseTooManyValues(list(9), 10)).not.toThrow();
  });

  it('refuses one more, and names the limit', () => {
    const refuse = (): void => refuseTooManyValues(list(10), 10);
    expect(refuse).toThrow(FhirError);
    try {
      refuse();
    } catch (error) {
      const { kind, issues } = error as FhirError;
      expect(kind).toBe('too-large');
      expect(inEnglish(issues)).toMatchObject([{ code: 'too-costly', text: expect.stringContaining('10 values') }]);
    }
  });
});
