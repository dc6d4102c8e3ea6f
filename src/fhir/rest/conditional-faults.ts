import { FhirError, type IssueDetail } from '../errors/fhir-error';
import type { PatchFunction } from '../service/write-plan';

/**
 * A FHIRPath Patch by criteria whose paths match nothing is answered as not found (404), with what is missing as
 * expression: whoever names a resource by its identifier has not read it, and is told by this to send an `add`. Nothing
 * else becomes 404, though its code be `not-found`: an add would not mend a misspelt name, nor a pointer that leads nowhere.
 */
export function missingIsNotFound(apply: PatchFunction): PatchFunction {
  return (resource) => {
    const result = apply(resource);
    if (result.ok || result.issues.some(({ missing }) => missing === undefined)) return result;
    return { ...result, kind: 'not-found', issues: result.issues.map(namingWhatIsMissing) };
  };
}

/** Runs a conditional patch; see `businessFaultAsBadRequest`. */
export async function businessFaultsAreBadRequests<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw businessFaultAsBadRequest(error);
  }
}

/**
 * A business rule that a conditional patch breaks is 400 with one issue each, so that whoever has not read the resource can mend
 * all at once. By id the same is 422.
 */
export function businessFaultAsBadRequest(error: unknown): unknown {
  if (!(error instanceof FhirError) || error.kind !== 'business-rule') return error;
  const issues = error.issues.length > 0 ? error.issues : [{ text: error.text }];
  const told = issues.map((issue) => ({ code: 'business-rule', ...issue }) as const);
  return new FhirError('invalid-request', error.text, told, { cause: error });
}

function namingWhatIsMissing(issue: IssueDetail): IssueDetail {
  return { ...issue, expression: issue.missing! };
}
