import { unusableCursor } from '../ports/cursor';
import type { SearchPlace, SearchRequest, SearchSort } from '../ports/search';
import { instantOf, startOfTimedId } from '../ports/timed-id';
import type { StoredVersion } from '../ports/versions';

/** Where a page of the log begins, or where it ends if it is read backwards. */
export interface LogBorder {
  /** Only rows beyond this id; when absent, all. */
  readonly id?: string;
  readonly backwards: boolean;
}

/** Texts that sort before all ids and after all ids. */
const FIRST = '';
const LAST = '~';

/**
 * The border of a search in the log. The log has a single order, by id, which is also the order of time, so every sort
 * key of a row is its instant.
 * @throws FhirError `invalid-request` for text that is not a cursor
 */
export function borderInLog({ sort = [], after, before, border }: SearchRequest | Omit<SearchRequest, 'type' | 'bytes'>): LogBorder {
  const cursor = after ?? before;
  if (cursor !== undefined && instantOf(cursor) === undefined) throw unusableCursor();
  if (!border) return { ...(cursor !== undefined && { id: cursor }), backwards: before !== undefined };
  const { side, keys, ties } = border;
  const backwards = side === 'before';
  const descends = sort[0]?.descending === true;
  const [key] = keys;
  // Resources of other types without a value come after all rows.
  const isFirst = key === null ? false : !backwards === ties;
  const isLow = isFirst !== descends;
  const at = key?.[0];
  const id = at === undefined ? (isLow ? FIRST : LAST) : `${startOfTimedId(Number(at))}${isLow ? FIRST : LAST}`;
  return { id, backwards };
} // prettier-ignore

export function placeInLog({ id, lastUpdated }: StoredVersion, sort: readonly SearchSort[]): SearchPlace {
  const at = lastUpdated.getTime();
  const valueOf = ({ of }: SearchSort) => (of === 'id' ? [id] : of === 'date' ? [at, at] : [at]);
  return { keys: sort.map(valueOf), cursor: id };
}
