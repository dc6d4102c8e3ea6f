import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { isJsonObject, type JsonValue } from '../json';
import { say } from '../messages';
import type { SearchClause } from '../ports/resource-store';
import { fits } from '../service/fits';
import type { PatchFunction } from '../service/resource.service';
import type { RequestBody } from './request-body';

const PATH_PART = /^Parameters\.parameter\[(\d+)\]\.part\[(\d+)\]$/;

/**
 * A conditional patch whose paths match nothing is answered as not found (404), with the paths themselves as
 * expression: whoever names a resource by its identifier has not read it, and is told by this to send an `add`.
 */
export function missingIsNotFound(apply: PatchFunction, body: RequestBody): PatchFunction {
  return (resource) => {
    const result = apply(resource);
    if (result.ok || !result.issues.every(({ code }) => code === 'not-found')) return result;
    return { ...result, kind: 'not-found', issues: result.issues.map((issue) => atItsPath(issue, body.value)) };
  };
}

/** Between the search and the write somebody may have changed the resource: then it is not the one that was meant. */
export function onlyIfItFits(apply: PatchFunction, clauses: readonly SearchClause[]): PatchFunction {
  return (resource) => {
    if (fits(resource, clauses)) return apply(resource);
    const text = say`The resource was changed at the same moment, and does not fit the criteria any more`;
    throw new FhirError('version-conflict', text, [{ text, hint: say`Nothing was stored. Send the request again.` }]);
  };
}

/**
 * Runs a conditional patch; a business rule it breaks is 400 with one issue each, as ROR's capacity updates are answered.
 * By id the same is 422.
 */
export async function businessFaultsAreBadRequests<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind !== 'business-rule') throw error;
    const issues = error.issues.length > 0 ? error.issues : [{ text: error.text }];
    const told = issues.map((issue) => ({ code: 'business-rule', ...issue }) as const);
    throw new FhirError('invalid-request', error.text, told, { cause: error });
  }
}

function atItsPath(issue: IssueDetail, body: JsonValue): IssueDetail {
  const [, operation, part] = PATH_PART.exec(issue.expression ?? '') ?? [];
  const path = valueAt(body, ['parameter', Number(operation), 'part', Number(part), 'valueString']);
  return typeof path === 'string' ? { ...issue, expression: path } : issue;
}

function valueAt(value: JsonValue | undefined, path: readonly (string | number)[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isJsonObject(at) ? at[key] : undefined;
  }, value);
}
