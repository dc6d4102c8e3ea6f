import { FhirError } from '../errors/fhir-error';
import { inEnglish } from '../../../test/support/in-english';
import { assertIndexable, assertStorable, MOST_REFERENCES } from './index-limits';

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

function refusalOf(work: () => void): FhirError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as FhirError;
  }
}

const service = (references: number) => ({
  resourceType: 'HealthcareService',
  location: times(references, (i) => ({ reference: `Location/${i}` })),
});

describe('assertIndexable', () => {
  it.each([['references', service, MOST_REFERENCES, 'HealthcareService']] as const)(
    'takes as many %s as it says, and names the limit when there are more',
    (_, resource, most, expression) => {
      expect(refusalOf(() => assertIndexable(resource(most)))).toBeUndefined();
      const refusal = refusalOf(() => assertIndexable(resource(most + 1)));
      expect(refusal).toMatchObject({ kind: 'unprocessable' });
      const text = expect.stringContaining(String(most)) as string;
      expect(inEnglish(refusal!.issues)).toMatchObject([{ code: 'too-costly', text, expression }]);
    },
  );
});

describe('assertStorable', () => {
  it('lets patches grow a resource to 4 MB, and no further', () => {
    expect(refusalOf(() => assertStorable('a'.repeat(4 * 1024 ** 2)))).toBeUndefined();
    const refusal = refusalOf(() => assertStorable('a'.repeat(4 * 1024 ** 2 + 1)));
    const text = expect.stringContaining('4194304') as string;
    expect(inEnglish(refusal!.issues)).toMatchObject([{ code: 'too-costly', text }]);
  });

  it('nor to more values than a body may hold', () => {
    const values = JSON.stringify(new Array(100_000).fill(1));
    expect(refusalOf(() => assertStorable(values))).toMatchObject({ kind: 'too-large' });
  });
});
