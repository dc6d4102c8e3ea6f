import type { Request } from 'express';
import { FhirError, type IssueDetail, type TextPosition } from '../errors/fhir-error';
import { decodeUtf8, parseJson, positionOf, requireObject, type JsonObject, type JsonPath } from '../json';
import { formatOfBody } from './formats/negotiate';

export interface RequestBody {
  readonly value: JsonObject;
  /** Where an element stands in the text that was sent. */
  positionOf(path: JsonPath): TextPosition | undefined;
}

/**
 * Reads the resource a client sent, by its Content-Type.
 * @param legal what to send instead, for a 415
 * @throws FhirError `invalid-request` with line and column, `unsupported-media-type`
 */
export function readBody(request: Request, legal: string): RequestBody {
  formatOfBody(request, legal);
  const bytes: unknown = request.body;
  const text = bytes instanceof Uint8Array ? decodeUtf8(bytes) : '';
  const value = requireObject(parseJson(text));
  return { value, positionOf: (path) => positionOf(text, path) };
}

/** Runs `work`; an issue about an element of the body it fails with is told with its line and column. */
export async function locating<T>(body: RequestBody, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const issues = error.issues.map((issue) => located(issue, body));
    throw new FhirError(error.kind, error.message, issues, { cause: error });
  }
}

function located(issue: IssueDetail, body: RequestBody): IssueDetail {
  const path = issue.path ?? operationPath(issue.expression);
  const position = issue.position ?? (path && body.positionOf(path));
  return position ? { ...issue, position } : issue;
}

/** `Parameters.parameter[2].part[1]`, as a patch names its operations, is a place in the body as it stands. */
function operationPath(expression: string | undefined): JsonPath | undefined {
  if (!expression || !/^Parameters(\.(parameter|part)\[\d+\])+$/.test(expression)) return undefined;
  return Array.from(expression.matchAll(/(parameter|part)\[(\d+)\]/g), ([, name, index]) => [
    name!,
    Number(index),
  ]).flat();
}
