import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { say, sentences, type Text } from '../messages';
import { nearest } from '../model/nearest';
import type { Parameters } from './request-parameters';

/** Parameters that control the form of the answer, for any interaction. */
export const ABOUT_THE_ANSWER: readonly string[] = ['_format', '_pretty', '_summary', '_elements'];

/** Parameters allowed in the URL of a write. */
export const OF_A_WRITE: readonly string[] = [...ABOUT_THE_ANSWER, '_dryRun'];

/** Maximum number of unknown parameters reported. */
const MOST_TOLD = 20;
const LONGEST_NAME = 80;

/**
 * Refuses unknown parameters where something is written or validated: a client that sends one expects an effect, and
 * `_dryrun=true` must not write.
 * @param known allowed names
 * @param otherwise what to do instead
 * @throws FhirError `invalid-request`; unknown parameters are reported all at once
 */
export function requireKnown(parameters: Parameters, known: readonly string[], otherwise?: Text): void {
  const unknown = Object.keys(parameters).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  // An operation may have one of those that control the form of any answer as a parameter of its own.
  const names = [...new Set(known)].join(', ');
  const hint = sentences(say`Known parameters: ${names}.`, otherwise);
  const issues = unknown.slice(0, MOST_TOLD).map((name) => ({ ...issueOf(name, known), hint }));
  throw new FhirError('invalid-request', issues[0]!.text, issues);
}

/** The same for a create, where search parameters are the most common mistake: DSTU2 allowed them as a condition. */
export function refuseCriteria(parameters: Parameters): void {
  const isCriterion = Object.keys(parameters).some((name) => !name.startsWith('_'));
  requireKnown(
    parameters,
    OF_A_WRITE,
    isCriterion
      ? say`To create the resource only if nothing matches these criteria, send them in the header If-None-Exist.`
      : undefined,
  );
}

function issueOf(name: string, known: readonly string[]): IssueDetail {
  const shown = name.slice(0, LONGEST_NAME) || '""';
  const meant = nearest(name, known);
  const text = meant
    ? say`${shown} is not a parameter here; did you mean ${meant}?`
    : say`${shown} is not a parameter here`;
  return { code: 'not-supported', text, expression: `http.${name.slice(0, LONGEST_NAME)}` };
}
