import type { Request } from 'express';
import { FhirError, type IssueDetail, type TextPosition } from '../errors/fhir-error';
import {
  decodeUtf8,
  parseJsonSteps,
  positionsOf,
  refuseTooManyValues,
  requireObject,
  type JsonObject,
  type JsonPath,
  type JsonValue,
} from '../json';
import { inTurns, Pace } from '../service/pace';
import type { Steps } from '../steps';
import { decodeXml, parseXmlSteps, type ParseXmlOptions } from '../xml';
import { formatOfBody } from './formats/negotiate';
import type { Text } from '../messages';

type Positions = readonly (TextPosition | undefined)[];

export interface RequestBody<V extends JsonValue = JsonValue> {
  readonly value: V;
  /** What was left out of the value, because XML that is not FHIR was to be read nevertheless. */
  readonly faults?: readonly IssueDetail[];
  /** Positions of elements in the text as sent, one per path. */
  positionsOf(paths: readonly JsonPath[]): Positions | Promise<Positions>;
}

/**
 * Parses the resource in a body, by its Content-Type; what takes long in several turns of the event loop.
 * @param legal what to send instead, for a 415
 * @throws FhirError `invalid-request` with line and column, `unsupported-media-type`
 */
export async function readResource(
  request: Request,
  legal: Text,
  options: Pick<ParseXmlOptions, 'keepsReading'> = {},
): Promise<RequestBody<JsonObject>> {
  const body = await readAny(request, legal, options);
  return { ...body, value: requireObject(body.value) };
}

/** The same, for callers that handle bodies that are not resources. */
export function readAny(
  request: Request,
  legal: Text,
  options: Pick<ParseXmlOptions, 'keepsReading'> = {},
): RequestBody | Promise<RequestBody> {
  return formatOfBody(request, legal).name === 'xml' ? readXml(request, options) : readJson(request);
}

/** Maximum number of JSON values in a Bundle, over all its resources. */
const MOST_VALUES_OF_A_BUNDLE = 400_000;

/** The same for a Bundle, which may contain more values than a single resource. */
export async function readBundleBody(request: Request, legal: Text): Promise<RequestBody<JsonObject>> {
  const isXml = formatOfBody(request, legal).name === 'xml';
  const body = await (isXml
    ? readXml(request, { maxValues: MOST_VALUES_OF_A_BUNDLE })
    : readJson(request, MOST_VALUES_OF_A_BUNDLE));
  return { ...body, value: requireObject(body.value) };
}

/**
 * Only JSON that has to be looked at closely is read in several turns.
 * @throws FhirError `invalid-request` with line and column when the body is not JSON in UTF-8
 */
export function readJson(request: Request, mostValues?: number): RequestBody | Promise<RequestBody> {
  const bytes: unknown = request.body;
  const decoded = (): string => (bytes instanceof Uint8Array ? decodeUtf8(bytes) : '');
  // Decoded again for positions, because the text would take twice the memory of the bytes for as long as the request.
  const bodyOf = (value: JsonValue): RequestBody => ({ value, positionsOf: (paths) => positionsOf(decoded(), paths) });
  const read = inTurns(valueSteps(decoded(), mostValues));
  return read instanceof Promise ? read.then(bodyOf) : bodyOf(read);
}

function* valueSteps(text: string, mostValues: number | undefined): Steps<JsonValue> {
  refuseTooManyValues(text, mostValues);
  return yield* parseJsonSteps(text, { wellFormed: true });
}

/** @throws FhirError `invalid-request` when the body is not UTF-8 */
export function readXmlText(request: Request): string {
  const bytes: unknown = request.body;
  return bytes instanceof Uint8Array ? decodeXml(bytes) : '';
}

async function readXml(request: Request, options: ParseXmlOptions): Promise<RequestBody<JsonObject>> {
  const { resource, faults, positionSteps } = await inTurns(parseXmlSteps(readXmlText(request), options));
  return { value: resource, faults, positionsOf: (paths) => inTurns(positionSteps(paths)) };
}

/** Runs `work` and adds line and column to issues about elements of the body. */
export async function locating<T>(body: RequestBody, work: () => Promise<T>): Promise<T> {
  const pace = new Pace();
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    if (pace.isDue()) await pace.rest();
    throw error.withIssues(await located(error.issues, body));
  }
}

/** Adds line and column to issues about elements of the body, in a single pass over its text. */
export async function located(issues: readonly IssueDetail[], body: RequestBody): Promise<readonly IssueDetail[]> {
  const places = issues.map(placeOf);
  const paths = places.filter((path) => path !== undefined);
  if (paths.length === 0) return issues;
  const positions = (await body.positionsOf(paths)).values();
  return issues.map((issue, index) => {
    const position = places[index] && positions.next().value;
    return position ? { ...issue, position } : issue;
  });
}

/** Undefined when the position is already known, or the issue is not about the body. */
function placeOf({ position, path, expression }: IssueDetail): JsonPath | undefined {
  return position ? undefined : (path ?? operationPath(expression));
}

/**
 * The path of a patch operation, which is named by its place in the body: `Parameters.parameter[2].part[1]` or
 * `$this[2].path`.
 */
function operationPath(expression: string | undefined): JsonPath | undefined {
  if (!expression || !/^(Parameters(\.(parameter|part)\[\d+\])+|\$this\[\d+\](\.\w+)?)$/.test(expression))
    return undefined;
  return Array.from(expression.matchAll(/\.(\w+)|\[(\d+)\]/g), ([, name, index]) => name ?? Number(index));
}
