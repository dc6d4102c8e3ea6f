import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { SearchClause, SearchStep } from '../../ports/search';
import type { Parameters } from '../../search';
import { mustBe } from '../paging';

export const EXPLAIN = '_explain';

/** Maximum length of a plan or statement in the answer, characters. */
const MOST_SHOWN = 8_000;

/**
 * Whether the client asks for an explanation of the search.
 * @param isOffered whether the server's settings allow it; explanations are meant for operators
 * @throws FhirError `invalid-request`
 */
export function isExplained({ [EXPLAIN]: value = '' }: Parameters, isOffered: boolean): boolean {
  if (value === '' || value === 'false') return false;
  if (value !== 'true') throw mustBe(EXPLAIN, say`true or false`);
  if (isOffered) return true;
  const text = say`${EXPLAIN} is not offered by this server`;
  const hint = say`Leave it out. Whoever runs the server can enable it with the setting ${'SEARCH_EXPLAIN'}.`;
  throw new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: `http.${EXPLAIN}` }]);
}

/**
 * Explanations are refused to clients with a restricted view: the number of rows read would reveal hidden resources.
 */
export function explainedToFew(): FhirError {
  const text = say`Only clients that see everything can have a search explained`;
  const hint = say`Leave ${EXPLAIN} out.`;
  return new FhirError('forbidden', text, [{ text, hint, expression: `http.${EXPLAIN}` }]);
}

/** Issues that explain how a search was executed, for the outcome entry of its Bundle. */
export function explanation(clauses: readonly SearchClause[], steps: readonly SearchStep[]): readonly IssueDetail[] {
  const told = (text: IssueDetail['text'], hint: string): IssueDetail => ({
    severity: 'information',
    code: 'informational',
    text,
    hint: hint.slice(0, MOST_SHOWN),
  });
  return [
    told(say`Conditions of the search: ${clauses.length}; statements that answered it: ${steps.length}`, JSON.stringify(clauses)),
    ...steps.map(({ statement, plan, found, read, milliseconds }, n) => {
      const time = milliseconds.toFixed(1);
      const text =
        read === undefined
          ? say`Statement ${n + 1}, ${time} ms: rows found: ${found}`
          : say`Statement ${n + 1}, ${time} ms: rows read: ${read}; rows found: ${found}`;
      return told(text, [statement, ...plan].join('\n'));
    }),
  ];
} // prettier-ignore
