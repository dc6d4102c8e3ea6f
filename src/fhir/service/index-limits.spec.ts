import { FhirError } from '../errors/fhir-error';
import { inEnglish } from '../../../test/support/in-english';
import { assertStorable } from './index-limits';

function refusalOf(work: () => void): FhirError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as FhirError;
  }
}

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
