import type { IssueDetail } from '../errors/fhir-error';
import { isJsonObject, type JsonValue } from '../json';
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
