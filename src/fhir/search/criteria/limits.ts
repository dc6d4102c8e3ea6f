import type { FhirError } from '../../errors/fhir-error';
import { say, type Text } from '../../messages';
import { isOwnClause, type SearchClause } from '../../ports/search';
import { splitAt } from '../escaping';
import { refused } from './refusals';

/** Alternatives of one occurrence, `identifier=a,b`. */
const MOST_ALTERNATIVES = 1_000;
/** Occurrences of one parameter. */
export const MOST_OCCURRENCES = 10;
/** Occurrences of all parameters. */
export const MOST_CLAUSES = 30;
/** References that a name follows, one after the other. */
export const MOST_STEPS = 8;
/** Ways that a name may lead, where its references name several types. */
export const MOST_WAYS = 16;

/** What a search may cost a store: a value that is looked up costs 1. */
const MOST_WORK = 2_000;
/** Of values that are compared with more than one row. */
const RANGE = 5;
/** Of what every clause costs, and every step to other resources. */
const STEP = 10;

/** @throws FhirError `invalid-request` (400, `too-costly`) */
export function alternativesOf(name: string, value: string): readonly string[] {
  const alternatives = splitAt(',', value);
  if (alternatives.length <= MOST_ALTERNATIVES) return alternatives;
  throw tooMany(name, say`${name} has ${alternatives.length} alternatives`);
}

export function tooMany(name: string, text: Text): FhirError {
  const hint = say`At most ${MOST_OCCURRENCES} of a parameter, with ${MOST_ALTERNATIVES} alternatives each: make several requests.`;
  return refused('too-costly', name, text, hint);
}

/** @throws FhirError `invalid-request` (400, `too-costly`) for clauses that no store should be asked */
export function assertBearable(clauses: readonly unknown[], name: string): void {
  const work = sum(clauses as readonly SearchClause[]);
  if (work <= MOST_WORK) return;
  throw tooCostly(name, work);
}

function tooCostly(name: string, work: number): FhirError {
  const text = say`The search asks for too much at once: ${work} look-ups, and may ask for ${MOST_WORK}`;
  return refused('too-costly', name, text, say`Look for fewer values, or make several requests.`);
}

function sum(clauses: readonly SearchClause[]): number {
  return clauses.reduce((all, clause) => all + workOf(clause), 0);
}

function workOf(clause: SearchClause): number {
  if (!isOwnClause(clause)) return STEP + sum(clause.kind === 'not' ? [clause.clause] : clause.clauses);
  if (clause.kind === 'id') return 1 + clause.ids.length;
  if (clause.kind === 'together') return sum(clause.clauses);
  const values = 'values' in clause ? clause.values.length : 1;
  const isLookedUp = clause.kind === 'token' || clause.kind === 'uri' || clause.kind === 'reference';
  return 1 + values * (isLookedUp ? 1 : RANGE);
}
