import { say } from '../../messages';
import type { HistoryTimes, TypeHistoryRequest } from '../../ports/versions';
import { readTimes, timesAsked } from '../history-query';
import { ABOUT_THE_ANSWER, requireKnown } from '../known-parameters';
import { mustBe, readCount, shapeOf, type Pairs } from '../paging';
import type { Parameters } from '../request-parameters';
import { CURSOR } from '../search/search-query';

export interface TypeHistoryQuery extends HistoryTimes, Pick<TypeHistoryRequest, 'order'> {
  /** Entries per page, 1..1000. */
  readonly count: number;
  /** As it was sent. */
  readonly cursor?: string | readonly string[];
  /** The parameters that were used, without the place of the page. */
  readonly used: Pairs;
  /** What is looked for, and in which order: the same text for the same history. */
  readonly search: string;
}

const KNOWN = ['_count', '_since', '_at', '_sort', CURSOR, ...ABOUT_THE_ANSWER];

/** Values of `_sort`, as later versions of FHIR have them; R4 knows the first alone. */
const ORDERS: Readonly<Record<string, TypeHistoryRequest['order']>> = {
  '-_lastUpdated': 'newest first',
  _lastUpdated: 'oldest first',
  none: 'newest first',
};

/**
 * Reads the parameters of the history of a type, or of all of them.
 * @param of what it is the history of: a type, or empty
 * @param lenient what is unknown is left out
 * @throws FhirError `invalid-request`
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function readTypeHistoryQuery(query: Parameters, of: string, lenient: boolean): TypeHistoryQuery {
  if (!lenient) requireKnown(query, KNOWN);
  const times = readTimes(query);
  const { _sort: sort = '-_lastUpdated', [CURSOR]: cursor, _count: count } = query;
  const order = typeof sort === 'string' && Object.hasOwn(ORDERS, sort) ? ORDERS[sort]! : undefined;
  if (!order) throw mustBe('_sort', say`one of ${Object.keys(ORDERS).join(', ')} here`);
  const asked = timesAsked(times);
  return {
    ...times,
    order,
    count: readCount(count, 1),
    ...(cursor !== undefined && { cursor }),
    search: JSON.stringify(['_history', of, order, ...asked]),
    used: [
      ...asked,
      ...(order === 'newest first' ? [] : [['_sort', '_lastUpdated'] as const]),
      ...(count === undefined ? [] : [['_count', String(readCount(count, 1))] as const]),
      ...shapeOf(query),
    ],
  };
}
