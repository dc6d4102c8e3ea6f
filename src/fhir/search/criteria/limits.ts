import type { FhirError } from '../../errors/fhir-error';
import { say, type Text } from '../../messages';
import { isOwnClause, type SearchClause } from '../../ports/search';
import { splitAt } from '../escaping';
import { refused } from './refusals';

/** Maximum number of alternatives per occurrence, `identifier=a,b`. */
const MOST_ALTERNATIVES = 1_000;
/** Maximum number of occurrences per parameter. */
export const MOST_OCCURRENCES = 10;
/** Maximum number of occurrences over all parameters. */
export const MOST_CLAUSES = 30;
/** Maximum number of references in a chain. */
export const MOST_STEPS = 8;
/** Maximum number of alternative paths of a name whose references allow several types. */
export const MOST_WAYS = 16;

/** Maximum cost of a search for a store; looking up a value costs 1. */
const MOST_WORK = 2_000;
/** Cost of a value that is compared with more than one row. */
const RANGE = 10;
/** Cost of a text that may stand anywhere in others, and of a circle: many rows are looked at for each. */
const ANYWHERE = 40;
/** Base cost of a clause that combines others, and of a step to other resources. */
const STEP = 10;

/** @throws FhirError `invalid-request` (400, `too-costly`) */
export function alternativesOf(name: string, value: string): readonly string[] {
  const alternatives = splitAt(',', value);
  if (alternatives.length <= MOST_ALTERNATIVES) return alternatives;
  throw tooMany(name, say`${name} has ${alternatives.length} alternatives`);
}

export function tooMany(name: string, text: Text): FhirError {
  const hint = say`A parameter may occur at most ${MOST_OCCURRENCES} times, with ${MOST_ALTERNATIVES} alternatives each; make several requests.`;
  return refused('too-costly', name, text, hint);
}

/** @throws FhirError `invalid-request` (400, `too-costly`) for clauses that are too expensive for a store */
export function assertBearable(clauses: readonly unknown[], name: string): void {
  const work = sum(clauses as readonly SearchClause[]);
  if (work <= MOST_WORK) return;
  throw tooCostly(name, work);
}

function tooCostly(name: string, work: number): FhirError {
  const text = say`The search asks for too much at once: ${work} look-ups, of at most ${MOST_WORK}`;
  return refused('too-costly', name, text, say`Search for fewer values, or make several requests.`);
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
  if (isOfMany(clause)) return 1 + values * ANYWHERE;
  return 1 + values * (isLookedUp ? 1 : RANGE);
}

function isOfMany(clause: SearchClause): boolean {
  return clause.kind === 'position' || (clause.kind === 'string' && clause.match === 'contains');
}
