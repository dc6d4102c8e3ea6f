import type { IssueDetail } from '../errors/fhir-error';
import { say } from '../messages';
import { DEFAULT_MAX_ISSUES } from '../validation/limits';
import type { AppliedRule } from '../patch/patch-dialect';
import { clausesOf, type Criterion } from './criteria/criterion';
import { CriterionReader } from './criteria/criterion-reader';
import { assertBearable, MOST_CLAUSES, MOST_OCCURRENCES, tooMany } from './criteria/limits';
import { UnknownName } from './criteria/refusals';
import type { SearchDialect } from './dialect';
import type { Parameters } from './parameters';
import type { Searchable } from './searchable';

export interface ReadClauses<C> {
  readonly clauses: readonly C[];
  /** The parameters behind the clauses, as sent. */
  readonly used: readonly (readonly [name: string, value: string])[];
  /** One issue per unknown parameter, 100 at most. The caller decides whether that is an error. */
  readonly unknown: readonly IssueDetail[];
  /** Deviations from R4 that were accepted, each rule once. */
  readonly applied: readonly AppliedRule[];
}

/** How names and values are interpreted. */
export interface Manners {
  /** Base URL of this server, without a trailing slash. */
  readonly baseUrl?: string;
  /** Absent: R4 syntax only. */
  readonly dialect?: SearchDialect;
}

/**
 * Parses the criteria of a search or a conditional interaction. Parameters without a value are ignored, as R4 requires,
 * because forms send them.
 * @param others names with another meaning, to be skipped
 * @throws FhirError `invalid-request` for unsupported values and modifiers
 * @see https://hl7.org/fhir/R4/search.html
 */
export function readClauses<C>(
  searchable: Searchable<C>,
  parameters: Parameters,
  others: ReadonlySet<string>,
  manners: Manners = {},
): ReadClauses<C> {
  const reader = new CriterionReader(searchable, manners);
  const criteria: Criterion<C>[] = [];
  const used: (readonly [string, string])[] = [];
  const unknown: IssueDetail[] = [];
  for (const [name, given] of Object.entries(parameters)) {
    const values = [given].flat().filter((value) => value !== '');
    if (others.has(name) || values.length === 0) continue;
    try {
      const [first, ...rest] = values;
      criteria.push(reader.read(name, first!));
      if (values.length > MOST_OCCURRENCES) throw tooMany(name, say`${name} occurs ${values.length} times`);
      criteria.push(...rest.map((value) => reader.read(name, value)));
    } catch (error) {
      if (!(error instanceof UnknownName)) throw error;
      if (unknown.length < DEFAULT_MAX_ISSUES) unknown.push(error.issue);
      continue;
    }
    used.push(...values.map((value) => [name, value] as const));
  }
  const last = used.at(-1)?.[0] ?? '';
  if (used.length > MOST_CLAUSES) {
    throw tooMany(last, say`The search has ${used.length} conditions; at most ${MOST_CLAUSES} are allowed`);
  }
  const clauses = clausesOf(criteria);
  assertBearable(clauses, last);
  return { clauses, used, unknown, applied: reader.applied };
}
