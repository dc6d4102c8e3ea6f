import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { say, type Text } from '../../messages';
import { nearest } from '../../model/nearest';
import { DEFAULT_MAX_ISSUES } from '../../validation/limits';
import type { Parameters } from '../request-parameters';
import { searchableBy, type Searchable, type SearchParameter } from './search-parameters';
import { splitAt } from './token';

/** Alternatives of one occurrence, `identifier=a,b`. */
const MOST_ALTERNATIVES = 100;
/** Occurrences of one parameter. */
const MOST_OCCURRENCES = 10;

export interface ReadClauses<C> {
  readonly clauses: readonly C[];
  /** The parameters behind the clauses, as they were sent. */
  readonly used: readonly (readonly [name: string, value: string])[];
  /** One for each parameter that is none of the type's, 100 at most; whether that is an error is for the caller to say. */
  readonly unknown: readonly IssueDetail[];
}

/**
 * Reads what is looked for out of the parameters of a search, or of a conditional interaction. Parameters without
 * a value are passed over, as R4 asks: forms send them.
 * @param others names that mean something else than what is looked for
 * @throws FhirError `invalid-request` for values and modifiers that cannot be answered
 * @see https://hl7.org/fhir/R4/search.html
 */
export function readClauses<C>(
  searchable: Searchable<C>,
  parameters: Parameters,
  others: ReadonlySet<string>,
): ReadClauses<C> {
  const known = searchable.parameters;
  const clauses: C[] = [];
  const used: (readonly [string, string])[] = [];
  const unknown: IssueDetail[] = [];
  for (const [name, given] of Object.entries(parameters)) {
    const values = [given].flat().filter((value) => value !== '');
    if (others.has(name) || values.length === 0) continue;
    const parameter = known.find((each) => each.name === name);
    if (!parameter) {
      refuseModifier(name, known);
      if (unknown.length < DEFAULT_MAX_ISSUES) unknown.push(unknownParameter(searchable, name));
      continue;
    }
    if (values.length > MOST_OCCURRENCES) throw tooMany(name, say`${name} is there ${values.length} times`);
    clauses.push(...values.map((value) => clauseOf(parameter, value)));
    used.push(...values.map((value) => [name, value] as const));
  }
  return { clauses, used, unknown };
}

function clauseOf<C>(parameter: SearchParameter<C>, value: string): C {
  const { name } = parameter;
  const alternatives = splitAt(',', value);
  if (alternatives.length > MOST_ALTERNATIVES) {
    throw tooMany(name, say`${name} has ${alternatives.length} alternatives`);
  }
  return parameter.clause(alternatives);
}

/** R4: a modifier that is not supported is refused, also where an unknown parameter would be left out. */
function refuseModifier(written: string, known: readonly SearchParameter<unknown>[]): void {
  const [name] = written.split(':', 1);
  const parameter = known.find((each) => each.name === name);
  if (!parameter || !written.includes(':')) return;
  const text = say`The modifier of ${shortened(written)} is not supported`;
  const hint = say`${parameter.name} works without a modifier.`;
  throw new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: placeOf(written) }]);
}

function unknownParameter(searchable: Searchable<unknown>, name: string): IssueDetail {
  const { type, parameters } = searchable;
  const meant = nearest(
    name,
    parameters.map((each) => each.name),
  );
  const text: Text = meant
    ? say`${shortened(name)} is no search parameter of ${type} here; did you mean ${meant}?`
    : say`${shortened(name)} is no search parameter of ${type} here`;
  return { code: 'not-supported', text, hint: searchableBy(searchable), expression: placeOf(name) };
}

function tooMany(name: string, text: Text): FhirError {
  const hint = say`At most ${MOST_OCCURRENCES} of a parameter, with ${MOST_ALTERNATIVES} alternatives each: make several requests.`;
  return new FhirError('invalid-request', text, [{ code: 'too-costly', text, hint, expression: placeOf(name) }]);
}

function shortened(name: string): string {
  return name.slice(0, 80) || '""';
}

function placeOf(name: string): string {
  return `http.${name.slice(0, 80)}`;
}
