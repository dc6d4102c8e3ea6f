import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { say } from '../messages';
import { readClauses, searchableBy, type Criteria, type Searchable } from '../search';
import { OF_A_WRITE } from './known-parameters';
import type { Parameters } from './request-parameters';

/** Parameters that are not criteria. */
const OTHERS: ReadonlySet<string> = new Set(OF_A_WRITE);

/**
 * Parses the criteria of a conditional interaction. They are those of a search, but unknown and empty parameters are
 * refused instead of ignored: otherwise the interaction could affect resources the client does not mean.
 * @throws FhirError `invalid-request`. @see https://hl7.org/fhir/R4/http.html#cond-update
 */
export function readCriteria(searchable: Searchable, parameters: Parameters, baseUrl: string): Criteria {
  const { clauses, used, unknown } = readClauses(searchable, parameters, OTHERS, { baseUrl });
  if (unknown.length > 0) throw refused(unknown);
  const given = Object.entries(parameters).filter(([name]) => !OTHERS.has(name));
  const empty = given.find(([, value]) => [value].flat().includes(''));
  const hint = searchableBy(searchable);
  if (empty) {
    const text = say`${empty[0].slice(0, 80)} has no value`;
    throw refused([{ code: 'value', text, hint, expression: `http.${empty[0].slice(0, 80)}` }]);
  }
  if (clauses.length === 0) {
    throw refused([{ code: 'required', text: say`The request does not say which resource it means`, hint }]);
  }
  return { clauses, used };
}

function refused(issues: readonly IssueDetail[]): FhirError {
  return new FhirError('invalid-request', issues[0]!.text, issues);
}
