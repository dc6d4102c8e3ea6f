import type { Request } from 'express';
import { FhirError, type IssueDetail, type TextPosition } from '../errors/fhir-error';
import {
  decodeUtf8,
  parseJson,
  positionsOf,
  refuseTooManyValues,
  requireObject,
  type JsonObject,
  type JsonPath,
  type JsonValue,
} from '../json';
import { decodeXml, parseXml } from '../xml';
import { formatOfBody } from './formats/negotiate';
import type { Text } from '../messages';

export interface RequestBody<V extends JsonValue = JsonValue> {
  readonly value: V;
  /** Where elements stand in the text that was sent, one for each path. */
  positionsOf(paths: readonly JsonPath[]): readonly (TextPosition | undefined)[];
}

/**
 * Reads the resource a client sent, by its Content-Type.
 * @param legal what to send instead, for a 415
 * @throws FhirError `invalid-request` with line and column, `unsupported-media-type`
 */
export function readResource(request: Request, legal: Text): RequestBody<JsonObject> {
  const body = readAny(request, legal);
  return { ...body, value: requireObject(body.value) };
}

/** The same where a client may have meant something else than a resource, and should be told so. */
export function readAny(request: Request, legal: Text): RequestBody {
  return formatOfBody(request, legal).name === 'xml' ? readXml(request) : readJson(request);
}

/** Values of one Bundle: those of its resources together. */
const MOST_VALUES_OF_A_BUNDLE = 400_000;

/** The same of a Bundle, which may hold more than one resource does. */
export function readBundleBody(request: Request, legal: Text): RequestBody<JsonObject> {
  const isXml = formatOfBody(request, legal).name === 'xml';
  const body = isXml ? readXml(request, MOST_VALUES_OF_A_BUNDLE) : readJson(request, MOST_VALUES_OF_A_BUNDLE);
  return { ...body, value: requireObject(body.value) };
}

/** @throws FhirError `invalid-request` with line and column when the body is no JSON in UTF-8 */
export function readJson(request: Request, mostValues?: number): RequestBody {
  const bytes: unknown = request.body;
  const text = bytes instanceof Uint8Array ? decodeUtf8(bytes) : '';
  refuseTooManyValues(text, mostValues);
  return { value: parseJson(text, { wellFormed: true }), positionsOf: (paths) => positionsOf(text, paths) };
}

/** @throws FhirError `invalid-request` when the body is not UTF-8 */
export function readXmlText(request: Request): string {
  const bytes: unknown = request.body;
  return bytes instanceof Uint8Array ? decodeXml(bytes) : '';
}

function readXml(request: Request, maxValues?: number): RequestBody<JsonObject> {
  const options = maxValues === undefined ? {} : { maxValues };
  const { resource, positionsOf: positions } = parseXml(readXmlText(request), options);
  return { value: resource, positionsOf: positions };
}

/** Runs `work`; an issue about an element of the body it fails with is told with its line and column. */
export async function locating<T>(body: RequestBody, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    throw error.withIssues(located(error.issues, body));
  }
}

/** The issues with line and column, where they are about elements of the body: all of them in one look at its text. */
export function located(issues: readonly IssueDetail[], body: RequestBody): readonly IssueDetail[] {
  const places = issues.map(placeOf);
  const paths = places.filter((path) => path !== undefined);
  if (paths.length === 0) return issues;
  const positions = body.positionsOf(paths).values();
  return issues.map((issue, index) => {
    const position = places[index] && positions.next().value;
    return position ? { ...issue, position } : issue;
  });
}

/** undefined: its line is known already, or it is about nothing in the body. */
function placeOf({ position, path, expression }: IssueDetail): JsonPath | undefined {
  return position ? undefined : (path ?? operationPath(expression));
}

/** `Parameters.parameter[2].part[1]` or `$this[2].path`, as a patch names its operations, is a place in the body as it stands. */
function operationPath(expression: string | undefined): JsonPath | undefined {
  if (!expression || !/^(Parameters(\.(parameter|part)\[\d+\])+|\$this\[\d+\](\.\w+)?)$/.test(expression))
    return undefined;
  return Array.from(expression.matchAll(/\.(\w+)|\[(\d+)\]/g), ([, name, index]) => name ?? Number(index));
}
