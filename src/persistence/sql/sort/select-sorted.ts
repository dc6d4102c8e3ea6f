import { rowMask } from '../plan/plan-clause';
import {
  Pace,
  borderOf,
  cursorAt,
  onePage,
  type SearchPage,
  type SearchRequest,
  type SearchSort,
  type StoredVersion,
} from '../../../fhir';
import type { Part } from '../part';
import type { Planned } from '../plan/planned';
import { selectAmong } from '../resource-rows';
import type { SqlSession } from '../sql-database';
import { sortKey } from './sort-key';
import { sortFew, walkMany } from './sorted-rows';

/** Up to this many matches are sorted; with more, an index in the requested order is scanned until the page is full. */
export const MOST_SORTED = 10_000;

/** The matches of a search, to be sorted. */
export interface Fitting {
  /** True when every resource of the type matches. */
  readonly isAll: boolean;
  readonly plan: Planned;
  /** One row with one column: the number of matches. Counting stops at one more than `upTo`. */
  total(upTo: number): Part;
}

/**
 * A page in sorted order: first the ids of its resources, then their bodies. A resource written between the two is
 * shown in its newer state.
 * @throws FhirError `invalid-request` for text that is not a cursor
 */
export async function selectSorted(
  session: SqlSession,
  request: SearchRequest & { readonly sort: readonly SearchSort[] },
  fitting: Fitting,
): Promise<SearchPage> {
  const { type, sort, count, unseen, placed, countUpTo = Infinity } = request;
  const border = borderOf(request);
  const all = await totalOf(session, fitting, countUpTo);
  const told = countUpTo > 0 && { total: Math.min(all, countUpTo), ...(all > countUpTo && { hasMore: true }) };
  if (count === 0) return { versions: [], ...told };
  const backwards = border?.backwards === true;
  const wanted = {
    type,
    keys: sort.map((key) => sortKey(type, key, (of) => rowMask(session.isSqlite, unseen, of))),
    border: border?.place,
    backwards,
    most: count + 1,
  };
  const isFew = !fitting.isAll && all <= MOST_SORTED;
  const near = await (isFew
    ? sortFew(session, wanted, fitting.plan)
    : walkMany(session, wanted, fitting.isAll ? undefined : fitting.plan));
  const carried = onePage(near, request, ({ bytes }) => bytes);
  const hasMore = carried.length < near.length;
  const page = backwards ? carried.toReversed() : carried;
  const [first, last] = [page.at(0), page.at(-1)];
  const found = await versionsOf(
    session,
    type,
    page.map(({ id }) => id),
  );
  // Without resources deleted in the meantime.
  const there = page.filter(({ id }) => found.has(id));
  return {
    versions: there.map(({ id }) => found.get(id)!),
    ...(placed && { places: there.map((row) => ({ keys: row.keys, cursor: cursorAt(row) })) }),
    ...told,
    ...(last && (backwards || hasMore) && { next: cursorAt(last) }),
    ...(first && (backwards ? hasMore : border !== undefined) && { previous: cursorAt(first) }),
  }; // prettier-ignore
}

/** The total as far as it is needed, for the answer and to choose how to sort. */
async function totalOf(session: SqlSession, fitting: Fitting, countUpTo: number): Promise<number> {
  if (fitting.isAll && countUpTo === 0) return 0;
  const { sql, values } = fitting.total(fitting.isAll ? countUpTo : Math.max(countUpTo, MOST_SORTED));
  const [row] = await session.rows(sql, values);
  return Number(row?.[0] ?? 0);
}

/** By id, without resources deleted in the meantime. */
async function versionsOf(
  session: SqlSession,
  type: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredVersion>> {
  const found = new Map<string, StoredVersion>();
  const pace = new Pace();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    if (pace.isDue()) await pace.rest();
    const some = await selectAmong(session, type, ids.slice(at, at + AT_ONCE), " AND interaction <> 'delete'");
    for (const version of some) found.set(version.id, version);
  }
  return found;
}

const AT_ONCE = 100;
