import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { say } from '../../messages';
import { isId } from '../../model/logical-id';
import type { SearchClause, SearchRequest } from '../../ports/search';
import { mustBe, readCount, SHAPE, shapeOf, type Pairs } from '../paging';
import type { Parameters } from '../request-parameters';
import { readClauses } from './read-clauses';
import type { Searchable } from './search-parameters';

/** Where the page before ended: our own parameter in `next` links. */
const CURSOR = '_cursor';
const OTHERS: ReadonlySet<string> = new Set([...SHAPE, '_count', CURSOR]);

export interface SearchQuery<C = SearchClause> extends Omit<SearchRequest, 'type' | 'clauses' | 'bytes'> {
  readonly clauses: readonly C[];
  /** The parameters that were used, in the form of a URL; without the place of the page. */
  readonly used: Pairs;
  /** What was left out, as warnings. */
  readonly ignored: readonly IssueDetail[];
}

/**
 * Reads the parameters of a search.
 * @param lenient unknown parameters are left out, and told as `ignored`
 * @throws FhirError `invalid-request`, with the unknown parameters all at once
 * @see https://hl7.org/fhir/R4/search.html
 */
export function readSearch<C>(searchable: Searchable<C>, parameters: Parameters, lenient: boolean): SearchQuery<C> {
  const { clauses, used, unknown } = readClauses(searchable, parameters, OTHERS);
  if (unknown.length > 0 && !lenient) throw new FhirError('invalid-request', unknown[0]!.text, unknown);
  const count = readCount(given(parameters, '_count'), 0);
  const cursor = given(parameters, CURSOR);
  return {
    clauses,
    count: parameters['_summary'] === 'count' ? 0 : count,
    ...(cursor !== undefined && { after: idOfCursor(cursor) }),
    used: [
      ...used,
      ...(given(parameters, '_count') ? [['_count', String(count)] as const] : []),
      ...shapeOf(parameters),
    ],
    ignored: unknown.map(leftOut),
  };
}

/** Addresses of a page of a search and of the pages around it, by their relation. */
export function searchLinks(address: string, { used, after, count }: Omit<SearchQuery, 'clauses'>, next?: string) {
  const to = (id?: string): string => {
    const query = new URLSearchParams();
    for (const [name, value] of used) query.append(name, value);
    if (id !== undefined) query.append(CURSOR, cursorOfId(id));
    return query.size > 0 ? `${address}?${query.toString()}` : address;
  };
  return {
    self: to(after),
    ...(after !== undefined && { first: to() }),
    ...(next !== undefined && count > 0 && { next: to(next) }),
  };
}

function leftOut(issue: IssueDetail): IssueDetail {
  return { ...issue, severity: 'warning', hint: say`It was left out. ${issue.hint ?? ''}` };
}

/** Empty is as good as absent: forms send it. */
function given(parameters: Parameters, name: string): string | readonly string[] | undefined {
  return parameters[name] === '' ? undefined : parameters[name];
}

/** Nobody shall build on what is in it. */
function cursorOfId(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function idOfCursor(cursor: string | readonly string[]): string {
  const id = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString() : '';
  if (!isId(id) || cursorOfId(id) !== cursor) throw mustBe(CURSOR, say`taken from a next link as it stands`);
  return id;
}
