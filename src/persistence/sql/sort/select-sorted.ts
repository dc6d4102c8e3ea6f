import {
  cursorAt,
  onePage,
  positionOfCursor,
  type SearchPage,
  type SearchRequest,
  type SearchSort,
  type StoredVersion,
} from '../../../fhir';
import { among } from '../clause-sql';
import type { Part } from '../part';
import type { Planned } from '../plan/planned';
import { toVersion } from '../resource-rows';
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
  const { type, sort, after, before, count, unseen, countUpTo = Infinity } = request;
  const cursor = after ?? before;
  const border = cursor === undefined ? undefined : positionOfCursor(cursor, sort.length);
  const all = await totalOf(session, fitting, countUpTo);
  const told = countUpTo > 0 && { total: Math.min(all, countUpTo), ...(all > countUpTo && { hasMore: true }) };
  if (count === 0) return { versions: [], ...told };
  const backwards = before !== undefined;
  const wanted = {
    type,
    keys: sort.map((key) => sortKey(type, key, unseen)),
    border,
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
  return {
    versions: await versionsOf(session, type, page.map(({ id }) => id)),
    ...told,
    ...(last && (backwards || hasMore) && { next: cursorAt(last) }),
    ...(first && (backwards ? hasMore : after !== undefined) && { previous: cursorAt(first) }),
  }; // prettier-ignore
}

/** The total as far as it is needed, for the answer and to choose how to sort. */
async function totalOf(session: SqlSession, fitting: Fitting, countUpTo: number): Promise<number> {
  if (fitting.isAll && countUpTo === 0) return 0;
  const { sql, values } = fitting.total(fitting.isAll ? countUpTo : Math.max(countUpTo, MOST_SORTED));
  const [row] = await session.rows(sql, values);
  return Number(row?.[0] ?? 0);
}

/** In the order of the ids, without resources deleted in the meantime. */
async function versionsOf(
  session: SqlSession,
  type: string,
  ids: readonly string[],
): Promise<readonly StoredVersion[]> {
  const found = new Map<string, StoredVersion>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const { sql, values } = among('id', ids.slice(at, at + AT_ONCE));
    const rows = await session.rows(
      `SELECT id, version, last_updated, interaction, body FROM fhir_resource WHERE type = ? AND ${sql} AND interaction <> 'delete'`,
      [type, ...values],
    );
    for (const [id, ...row] of rows) found.set(String(id), toVersion(type, String(id), row));
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

const AT_ONCE = 100;
