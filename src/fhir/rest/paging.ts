import { FhirError } from '../errors/fhir-error';
import { say, type Text } from '../messages';
import type { Parameters } from './request-parameters';

/** Parameters for the form of the resources in a Bundle; the same on all its pages. */
export const SHAPE = ['_format', '_pretty', '_summary', '_elements'];

/** Parameters of a URL. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** Default number of versions per page. */
const DEFAULT_COUNT = 50;
const MAX_COUNT = 1_000;

/**
 * The value of `_count`, at most 1,000.
 * @param otherwise default value
 * @throws FhirError `invalid-request` for a value that is not a number, or less than `least`
 */
export function readCount(value: unknown, least: 0 | 1, otherwise = DEFAULT_COUNT): number {
  if (value === undefined) return Math.min(otherwise, MAX_COUNT);
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value) || Number(value) < least) {
    throw mustBe('_count', say`a whole number from ${least} to ${MAX_COUNT}`);
  }
  return Math.min(Number(value), MAX_COUNT);
}

/**
 * The value of a parameter that must not be repeated. An empty value counts as absent because forms send it.
 * @throws FhirError `invalid-request` for a repeated parameter
 */
export function once(parameters: Parameters, name: string): string | undefined {
  assertOnce(parameters, name);
  return (parameters[name] as string | undefined) || undefined;
}

/** @throws FhirError `invalid-request` for a repeated parameter */
export function assertOnce(parameters: Parameters, ...names: readonly string[]): void {
  for (const name of names) {
    const value = parameters[name];
    if (value === undefined || typeof value === 'string') continue;
    const text = say`${name} occurs ${value.length} times`;
    throw new FhirError('invalid-request', text, [{ code: 'value', text, expression: `http.${name}` }]);
  }
}

export function mustBe(parameter: string, legal: Text): FhirError {
  const text = say`${parameter} must be ${legal}`;
  return new FhirError('invalid-request', text, [{ code: 'value', text, expression: `http.${parameter}` }]);
}

/** The form parameters of a request, for links to other pages. */
export function shapeOf(parameters: Parameters): Pairs {
  return SHAPE.flatMap((name) => {
    const value = parameters[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
}
