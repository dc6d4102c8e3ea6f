import { FhirError, type IssueDetail } from '../../src/fhir/errors/fhir-error';

export function refusal(read: () => unknown): IssueDetail {
  try {
    read();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    expect(error.kind).toBe('invalid-request');
    expect(error.issues).toHaveLength(1);
    expect(error.issues[0]).toMatchObject({ code: 'structure', position: { line: expect.any(Number) } });
    expect(String(error.issues[0]!.hint)).toMatch(/\S/);
    return error.issues[0]!;
  }
  throw new Error('the text was accepted');
}
