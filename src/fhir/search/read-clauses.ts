import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { say, type Text } from '../messages';
import { nearest } from '../model/nearest';
import { DEFAULT_MAX_ISSUES } from '../validation/limits';
import { splitAt } from './escaping';
import type { Parameters } from './parameters';
import { searchableBy, type Searchable, type SearchParameter } from './searchable';

/** Alternatives of one occurrence, `identifier=a,b`. */
const MOST_ALTERNATIVES = 100;
/** Occurrences of one parameter. */
const MOST_OCCURRENCES = 10;
/** Occurrences of all parameters. */
const MOST_CLAUSES = 30;

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
 * @param baseUrl address of this server, without a slash at the end
 * @throws FhirError `invalid-request` for values and modifiers that cannot be answered
 * @see https://hl7.org/fhir/R4/search.html
 */
export function readClauses<C>(
  searchable: Searchable<C>,
  parameters: Parameters,
  others: ReadonlySet<string>,
  baseUrl?: string,
): ReadClauses<C> {
  const clauses: C[] = [];
  const used: (readonly [string, string])[] = [];
  const unknown: IssueDetail[] = [];
  for (const [name, given] of Object.entries(parameters)) {
    const values = [given].flat().filter((value) => value !== '');
    if (others.has(name) || values.length === 0) continue;
    const [code, modifier] = partsOf(name);
    const parameter = searchable.parameters.find((each) => each.code === code);
    if (!parameter) {
      if (unknown.length < DEFAULT_MAX_ISSUES) unknown.push(unknownParameter(searchable, name));
      continue;
    }
    if (modifier !== undefined && !parameter.modifiers.includes(modifier)) throw unknownModifier(name, parameter);
    if (values.length > MOST_OCCURRENCES) throw tooMany(name, say`${name} is there ${values.length} times`);
    const asked = { ...(modifier !== undefined && { modifier }), ...(baseUrl !== undefined && { baseUrl }) };
    clauses.push(
      ...values.map((value) => parameter.clause({ ...asked, alternatives: alternativesOf(parameter.code, value) })),
    );
    used.push(...values.map((value) => [name, value] as const));
  }
  if (clauses.length > MOST_CLAUSES) {
    const [last] = used.at(-1)!;
    throw tooMany(last, say`The search has ${clauses.length} conditions, and may have ${MOST_CLAUSES}`);
  }
  return { clauses, used, unknown };
}

/** `name:contains` -> `name` and `contains`. */
function partsOf(name: string): [code: string, modifier: string | undefined] {
  const colon = name.indexOf(':');
  return colon === -1 ? [name, undefined] : [name.slice(0, colon), name.slice(colon + 1)];
}

function alternativesOf(code: string, value: string): readonly string[] {
  const alternatives = splitAt(',', value);
  if (alternatives.length > MOST_ALTERNATIVES) {
    throw tooMany(code, say`${code} has ${alternatives.length} alternatives`);
  }
  return alternatives;
}

/** R4: a modifier that is not supported is refused, also where an unknown parameter would be left out. */
function unknownModifier(written: string, { code, modifiers }: SearchParameter<unknown>): FhirError {
  const text = say`The modifier of ${shortened(written)} is not supported`;
  const hint =
    modifiers.length > 0
      ? say`${code} works without a modifier, and with ${modifiers.map((each) => `:${each}`).join(', ')}.`
      : say`${code} works without a modifier.`;
  return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: placeOf(written) }]);
}

function unknownParameter(searchable: Searchable<unknown>, name: string): IssueDetail {
  const { type, parameters } = searchable;
  const meant = nearest(
    name,
    parameters.map((each) => each.code),
  );
  const text: Text = meant
    ? say`${shortened(name)} is not a search parameter of ${type} here; did you mean ${meant}?`
    : say`${shortened(name)} is not a search parameter of ${type} here`;
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
