import { say } from '../../messages';
import type { HistoryTimes, TypeHistoryRequest } from '../../ports/versions';
import { readTimes, timesAsked } from '../history-query';
import { ABOUT_THE_ANSWER, requireKnown } from '../known-parameters';
import { mustBe, once, readCount, shapeOf, type Pairs } from '../paging';
import type { Parameters } from '../request-parameters';
import { CURSOR } from '../search/search-query';

export interface TypeHistoryQuery extends HistoryTimes, Pick<TypeHistoryRequest, 'order'> {
  /** Entries per page, 1..1000. */
  readonly count: number;
  /** As sent. */
  readonly cursor?: string | readonly string[];
  /** The parameters that were used, without the cursor. */
  readonly used: Pairs;
  /** Identifies the history and its order; the same text for the same history. */
  readonly search: string;
}

const KNOWN = ['_count', '_since', '_at', '_sort', CURSOR, ...ABOUT_THE_ANSWER];

/** Values of `_sort`. R4 defines only the first; later FHIR versions define the others. */
const ORDERS: Readonly<Record<string, TypeHistoryRequest['order']>> = {
  '-_lastUpdated': 'newest first',
  _lastUpdated: 'oldest first',
  none: 'newest first',
};

/**
 * Parses the parameters of a type or system history.
 * @param of the type; empty for the system history
 * @param lenient ignore unknown parameters
 * @throws FhirError `invalid-request`
 * @see https://hl7.org/fhir/R4/http.html#history
 */
export function readTypeHistoryQuery(query: Parameters, of: string, lenient: boolean): TypeHistoryQuery {
  if (!lenient) requireKnown(query, KNOWN);
  const times = readTimes(query);
  const { [CURSOR]: cursor } = query;
  const sort = once(query, '_sort') ?? '-_lastUpdated';
  const count = once(query, '_count');
  const order = Object.hasOwn(ORDERS, sort) ? ORDERS[sort]! : undefined;
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
