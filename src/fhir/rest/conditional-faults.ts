import { FhirError, type IssueDetail } from '../errors/fhir-error';
import type { PatchResult } from '../patch';
import type { PatchFunction } from '../service/write-plan';
import { asking } from './patch-functions';

/**
 * A conditional FHIRPath Patch whose paths match nothing is answered with 404, and the missing element as expression. A
 * client that addresses a resource by identifier has not read it; this tells it to send an `add`. Other `not-found`
 * issues stay as they are: an `add` would not fix a misspelt name or a pointer to nowhere.
 */
export function missingIsNotFound(apply: PatchFunction): PatchFunction {
  const named: PatchFunction = (resource) => {
    const result = apply(resource);
    return result instanceof Promise ? result.then(retold) : retold(result);
  };
  return asking(named, () => apply.asks === true);
}

function retold(result: PatchResult): PatchResult {
  if (result.ok || result.issues.some(({ missing }) => missing === undefined)) return result;
  return { ...result, kind: 'not-found', issues: result.issues.map(namingWhatIsMissing) };
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
 * Business rules broken by a conditional patch are reported with 400 and one issue each, so that a client that has not
 * read the resource can fix all at once. A patch by id gets 422.
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
