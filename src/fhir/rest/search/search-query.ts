import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { SearchClause, SearchRequest } from '../../ports/search';
import type { AppliedRule } from '../../patch/patch-dialect';
import { readClauses, type Searchable, type SearchDialect } from '../../search';
import { unusableCursor } from '../../ports/cursor';
import { readCount, SHAPE, shapeOf, type Pairs } from '../paging';
import type { Parameters } from '../request-parameters';

/** Where a page begins, in words of the store: our own parameter in `next` links. */
const CURSOR = '_cursor';
const OTHERS: ReadonlySet<string> = new Set([...SHAPE, '_count', CURSOR]);

export interface SearchQuery<C = SearchClause> extends Omit<SearchRequest, 'type' | 'clauses' | 'bytes'> {
  readonly clauses: readonly C[];
  /** The parameters that were used, in the form of a URL; without the place of the page. */
  readonly used: Pairs;
  /** What was left out, as warnings. */
  readonly ignored: readonly IssueDetail[];
  /** What was read otherwise than R4 has it. */
  readonly applied: readonly AppliedRule[];
}

export interface SearchReading {
  /** Unknown parameters are left out, and told as `ignored`. */
  readonly lenient: boolean;
  /** Address of this server, without a slash at the end. */
  readonly baseUrl: string;
  /** How criteria are written besides R4's way; absent where handling is strict. */
  readonly dialect?: SearchDialect;
}

/**
 * Reads the parameters of a search.
 * @throws FhirError `invalid-request`, with the unknown parameters all at once
 * @see https://hl7.org/fhir/R4/search.html
 */
export function readSearch<C>(
  searchable: Searchable<C>,
  parameters: Parameters,
  { lenient, baseUrl, dialect }: SearchReading,
): SearchQuery<C> {
  const { clauses, used, unknown, applied } = readClauses(searchable, parameters, OTHERS, {
    baseUrl,
    ...(dialect && { dialect }),
  });
  if (unknown.length > 0 && !lenient) throw new FhirError('invalid-request', unknown[0]!.text, unknown);
  const count = readCount(given(parameters, '_count'), 0);
  const cursor = given(parameters, CURSOR);
  return {
    clauses,
    count: parameters['_summary'] === 'count' ? 0 : count,
    ...(cursor !== undefined && { after: cursorOf(cursor) }),
    used: [
      ...used,
      ...(given(parameters, '_count') ? [['_count', String(count)] as const] : []),
      ...shapeOf(parameters),
    ],
    ignored: unknown.map(leftOut),
    applied,
  };
}

/** Addresses of a page of a search and of the pages around it, by their relation. */
export function searchLinks(address: string, { used, after, count }: Omit<SearchQuery, 'clauses'>, next?: string) {
  const to = (cursor?: string): string => {
    const query = new URLSearchParams();
    for (const [name, value] of used) query.append(name, value);
    if (cursor !== undefined) query.append(CURSOR, cursor);
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

/** What stores say of themselves; whether it leads anywhere, they know. */
const FORM = /^[A-Za-z0-9\-_]{1,1000}$/;

function cursorOf(cursor: string | readonly string[]): string {
  if (typeof cursor !== 'string' || !FORM.test(cursor)) throw unusableCursor();
  return cursor;
}
