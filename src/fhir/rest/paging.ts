import { FhirError } from '../errors/fhir-error';
import { say, type Text } from '../messages';
import type { Parameters } from './request-parameters';

/** How the resources of a Bundle shall be shown: the same on all its pages. */
export const SHAPE = ['_format', '_pretty', '_summary', '_elements'];

/** Parameters of a URL. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** Versions per page where a request does not say. */
const DEFAULT_COUNT = 50;
const MAX_COUNT = 1_000;

/**
 * The value of `_count`, 1,000 at most.
 * @param otherwise where there is none
 * @throws FhirError `invalid-request` for what is no number, or less than `least`
 */
export function readCount(value: unknown, least: 0 | 1, otherwise = DEFAULT_COUNT): number {
  if (value === undefined) return Math.min(otherwise, MAX_COUNT);
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value) || Number(value) < least) {
    throw mustBe('_count', say`a whole number from ${least} to ${MAX_COUNT}`);
  }
  return Math.min(Number(value), MAX_COUNT);
}

export function mustBe(parameter: string, legal: Text): FhirError {
  const text = say`${parameter} must be ${legal}`;
  return new FhirError('invalid-request', text, [{ code: 'value', text, expression: `http.${parameter}` }]);
}

/** Those parameters of a request that say how to show, for the links to other pages. */
export function shapeOf(parameters: Parameters): Pairs {
  return SHAPE.flatMap((name) => {
    const value = parameters[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
}
