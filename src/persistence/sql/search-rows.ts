import { borderOf, cursorAfter, type SearchPage, type SearchRequest } from '../../fhir';
import { selectPage, UNCOUNTED, type PageQuery } from './page-rows';
import { bracketed, joined, part, type Part } from './part';
import { Estimates } from './plan/estimates';
import { firstOfEach, mergedTotal } from './plan/by-value';
import { planSearch } from './plan/plan-search';
import { scanned } from './plan/rows-of-type';
import { FEW, SCAN, SELECT, type Planned } from './plan/planned';
import { Scope } from './plan/scope';
import { toVersion } from './resource-rows';
import { selectSorted } from './sort/select-sorted';
import type { SqlSession } from './sql-database';
import { totalOfType } from './total-rows';

/**
 * A page of the resources that match, found by the search index.
 * @param estimates known estimates of lookups
 * @throws FhirError `invalid-request` for text that is not a cursor
 */
export async function selectFound(
  session: SqlSession,
  request: SearchRequest,
  estimates = new Estimates(),
): Promise<SearchPage> {
  const { type, clauses, sort = [], placed, countUpTo = Infinity } = request;
  const isSqlite = session.isSqlite;
  const plan = planSearch(isSqlite, type, clauses, request.unseen);
  if (!plan) return { versions: [], ...(placed && { places: [] }), ...(countUpTo > 0 && { total: 0 }) };
  const isAll = clauses.length === 0;
  await estimates.inform(session, plan);
  const total = (upTo: number): Part => (isAll ? totalOfType(type) : totalOf(plan, upTo, isSqlite));
  if (sort.length > 0) return selectSorted(session, { ...request, sort }, { plan, isAll, total });
  const place = borderOf(request);
  const backwards = place?.backwards === true;
  const border = place?.place.id;
  const isCounted = countUpTo > 0 && isCountedWithKeys(plan);
  const query: PageQuery = {
    table: 'fhir_resource',
    key: 'id',
    order: backwards ? 'DESC' : 'ASC',
    total: countUpTo === 0 ? UNCOUNTED : total(countUpTo),
    isCounted,
    keys: (most, withBytes) => keysOf(type, plan, { border, backwards, most, isCounted, withBytes }),
    owner: { sql: "r.type = ? AND r.interaction <> 'delete'", values: [type] },
  };
  const { rows, total: all, hasMore } = await selectPage(session, query, request);
  const versions = (backwards ? rows.toReversed() : rows).map(([id, ...row]) => toVersion(type, String(id), row));
  const [first, last] = [versions.at(0), versions.at(-1)];
  return {
    versions,
    ...(placed && { places: versions.map(({ id }) => ({ keys: [], cursor: cursorAfter(id) })) }),
    ...(all !== undefined && { total: Math.min(all, countUpTo) }),
    ...(all !== undefined && all > countUpTo && { hasMore: true }),
    ...(last && (backwards || hasMore) && { next: cursorAfter(last.id) }),
    ...(first && (backwards ? hasMore : place !== undefined) && { previous: cursorAfter(first.id) }),
  };
}

/**
 * @param upTo the count stops at one more than this
 * @param isMerging the engine merges lookups in id order
 */
function totalOf(plan: Planned, upTo: number, isMerging: boolean): Part {
  const scope = new Scope();
  if (plan.byValue && isMerging) return scope.complete(mergedTotal(plan.byValue(scope), upTo));
  const { from, where, id, isEachOnce } = plan.found(scope);
  const rest = part(`FROM ${from.sql} WHERE ${where.sql}`, ...from.values, ...where.values);
  if (upTo === Infinity) {
    const counted = isEachOnce ? '*' : `DISTINCT ${id}`;
    return scope.complete(part(`${SELECT} COUNT(${counted}) AS n ${rest.sql}`, ...rest.values));
  }
  const each = isEachOnce ? '1' : `DISTINCT ${loose(plan, id)}`;
  const some = scope.complete(part(`${SELECT} ${each} ${rest.sql} LIMIT ?`, ...rest.values, upTo + 1));
  return part(`SELECT COUNT(*) AS n FROM (${some.sql}) counted`, ...some.values);
}

/**
 * Hides from SQLite that an index could provide the order of the ids: it would read all rows of a parameter in id order
 * rather than look up several values and sort the result. The unary plus has no effect on the other engines.
 */
function loose({ isInOrder }: Planned, id: string): string {
  return isInOrder ? id : `+${id}`;
}

/**
 * Several lookups together take longer to evaluate than to number their matches, so page and total come from one
 * evaluation. A single lookup is counted faster in its index alone, and so many matches that a page reads only some of
 * them are counted separately.
 */
function isCountedWithKeys({ choices = [], rank, isWide }: Planned): boolean {
  return choices.length > 1 && rank > FEW && rank < SCAN && !isWide;
}

/** The range of keys of a page. */
interface Range {
  /** The page begins after this id, or ends before it when read backwards. */
  readonly border: string | undefined;
  readonly backwards: boolean;
  readonly most: number;
  readonly isCounted: boolean;
  readonly withBytes: boolean;
}

/**
 * `id` and `bytes` of the first keys, and the number `n` of all keys if counted. Ids are found and cut to a page from
 * the search index alone; CROSS JOIN keeps SQLite from starting at the resources.
 */
function keysOf(
  type: string,
  whole: Planned,
  { border, backwards, most, isCounted, withBytes }: Range,
): ReturnType<PageQuery['keys']> {
  const scope = new Scope();
  const order = backwards ? 'DESC' : 'ASC';
  const cut = (rows: Part, column: string, by: string): Part => {
    const place = border === undefined ? part('') : part(` AND ${column} ${backwards ? '<' : '>'} ?`, border);
    return joined([rows, place, part(` ORDER BY ${by} ${order} LIMIT ?`, most)], '');
  };
  const byKey = (ids: Part, numbered = false): Part => {
    if (withBytes) return lengths(type, ids, numbered);
    return part(`SELECT id${numbered ? ', n' : ''} FROM ${ids.sql} fitting`, ...ids.values);
  };
  if (whole.byValue) {
    const found = whole.byValue(scope);
    const ids = scope.table(() =>
      cut(
        firstOfEach(found, (rows, column) => cut(rows, column, column)),
        'id',
        'id',
      ),
    );
    return { ...byKey(part(ids)), tables: scope.tablesSql };
  }
  // With so many matches, a scan in id order fills the page quickly; otherwise they would all be sorted for each page.
  const plan = whole.isWide && !whole.isInOrder ? scanned(type, whole.test, whole.isProof) : whole;
  const { from, where, id, isEachOnce, row } = plan.found(scope, !isCounted);
  const key = row === undefined ? loose(plan, id) : id;
  const select = (columns: string): Part =>
    joined([part(`${SELECT} ${columns} FROM`), from, part('WHERE'), where], ' ');
  // The length keeps SQLite from reading an index in another order that has the other columns.
  if (row !== undefined) return scope.complete(cut(select(`${id}, ${row}.bytes`), id, id));
  const each = select(`${isEachOnce ? '' : 'DISTINCT '}${key} AS id`);
  // A table at the beginning of the statement: SQLite's parser has no room for deep conditions inside the page.
  const ids = scope.table(() => (isCounted ? each : cut(each, id, key)));
  const numbered = part(`SELECT id, n FROM (SELECT id, COUNT(*) OVER () AS n FROM ${ids}) counted WHERE 1 = 1`);
  const page = isCounted ? byKey(bracketed(cut(numbered, 'id', 'id')), true) : byKey(part(ids));
  return { ...page, tables: scope.tablesSql };
}

/** @param ids a table, or a query in brackets */
function lengths(type: string, ids: Part, numbered: boolean): Part {
  return part(
    `SELECT r.id, ${numbered ? 'fitting.n, ' : ''}r.bytes FROM ${ids.sql} fitting
      CROSS JOIN fhir_resource r ON r.type = ? AND r.id = fitting.id WHERE r.interaction <> 'delete'`,
    ...ids.values,
    type,
  );
}
