import { FhirError, type IssueDetail } from '../../errors/fhir-error';
import { say } from '../../messages';
import type { SearchClause, SearchSort } from '../../ports/search';
import type { AppliedRule } from '../../patch/patch-dialect';
import {
  isInclude,
  readClauses,
  readIncludes,
  readSort,
  type Include,
  type Parameters,
  type Searchable,
  type SearchDialect,
} from '../../search';
import { EXPLAIN } from './explain';
import { mustBe, once, readCount, SHAPE, shapeOf, type Pairs } from '../paging';

/** Default number of resources per page. */
export const PAGE_SIZE = 200;

/** Position of the page; this server's own parameter, used in links. */
export const CURSOR = '_cursor';

const OTHERS: ReadonlySet<string> = new Set([...SHAPE, '_count', '_sort', '_total', CURSOR, EXPLAIN]);
const TOTALS = ['none', 'estimate', 'accurate'] as const;

export interface SearchQuery<C = SearchClause> {
  readonly clauses: readonly C[];
  readonly sort: readonly SearchSort[];
  readonly includes: readonly Include[];
  /** Resources per page. */
  readonly count: number;
  readonly total: (typeof TOTALS)[number];
  /** As sent. */
  readonly cursor?: string | readonly string[];
  /** Identifies the search and its order; the same text for the same search. */
  readonly search: string;
  /** The parameters that were used, as in a URL, without the cursor. */
  readonly used: Pairs;
  /** Warnings about ignored parameters. */
  readonly ignored: readonly IssueDetail[];
  /** Deviations from R4 that were accepted. */
  readonly applied: readonly AppliedRule[];
}

export interface SearchReading {
  /** Ignore unknown parameters and report them as `ignored`. */
  readonly lenient: boolean;
  /** Base URL of this server, without a trailing slash. */
  readonly baseUrl: string;
  /** Syntax accepted besides R4's; absent when handling is strict. */
  readonly dialect?: SearchDialect;
  /** Default number of resources per page; `PAGE_SIZE` when undefined. */
  readonly pageSize?: number | undefined;
  /** Types that can be included; absent when includes are not supported. */
  readonly served?: ReadonlyMap<string, Searchable<unknown>>;
}

/**
 * Parses the parameters of a search.
 * @throws FhirError `invalid-request`; unknown parameters are reported all at once
 * @see https://hl7.org/fhir/R4/search.html
 */
export function readSearch<C>(
  searchable: Searchable<C>,
  parameters: Parameters,
  { lenient, baseUrl, pageSize = PAGE_SIZE, served, dialect }: SearchReading,
): SearchQuery<C> {
  const others = served ? new Set([...OTHERS, ...Object.keys(parameters).filter(isInclude)]) : OTHERS;
  const { clauses, used, unknown, applied } = readClauses(searchable, parameters, others, {
    baseUrl,
    ...(dialect && { dialect }),
  });
  const order = readSort(searchable, once(parameters, '_sort') ?? '');
  const included = readIncludes(served ?? new Map(), searchable.type, served ? parameters : {});
  const left = [...unknown, ...order.unknown, ...included.unknown];
  if (left.length > 0 && !lenient) throw new FhirError('invalid-request', left[0]!.text, left);
  const count = readCount(once(parameters, '_count'), 0, pageSize);
  const total = readTotal(once(parameters, '_total'));
  const cursor = given(parameters, CURSOR);
  const asked: Pairs = [...used, ...(order.used === '' ? [] : [['_sort', order.used] as const])];
  return {
    clauses,
    sort: order.sort,
    includes: included.includes,
    count: parameters['_summary'] === 'count' ? 0 : count,
    total,
    ...(cursor !== undefined && { cursor }),
    search: JSON.stringify([searchable.type, ...asked.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))]),
    used: [
      ...asked,
      ...included.used,
      ...(given(parameters, '_count') ? [['_count', String(count)] as const] : []),
      ...(total === 'accurate' ? [] : [['_total', total] as const]),
      ...shapeOf(parameters),
    ],
    ignored: left.map(leftOut),
    applied,
  };
}

/** @see https://hl7.org/fhir/R4/search.html#total */
function readTotal(value: string | undefined): SearchQuery['total'] {
  const total = TOTALS.find((each) => each === (value ?? 'accurate'));
  if (total === undefined) throw mustBe('_total', say`one of ${TOTALS.join(', ')}`);
  return total;
}

function leftOut(issue: IssueDetail): IssueDetail {
  return { ...issue, severity: 'warning', hint: say`It was left out. ${issue.hint ?? ''}` };
}

/** An empty value counts as absent because forms send it. */
function given(parameters: Parameters, name: string): string | readonly string[] | undefined {
  return parameters[name] === '' ? undefined : parameters[name];
}
