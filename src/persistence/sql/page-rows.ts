import { part, type Part } from './part';
import type { SqlRow, SqlSession, SqlValue } from './sql-database';

/** A query for one page of the entries of a table. */
export interface PageQuery {
  readonly table: 'fhir_resource' | 'fhir_resource_version';
  /** The column that identifies the entries and orders them. */
  readonly key: 'id' | 'version';
  readonly order: 'ASC' | 'DESC';
  /** One row with one column `n`: the number of all entries, or null. */
  readonly total: Part;
  /** `key` and `bytes` of at most `most` entries from the start of the page, and `n` as well if `isCounted`. */
  readonly keys: (most: number) => Part & {
    /** `WITH …`: the common table expressions that it refers to. */
    readonly tables?: Part;
  };
  /** True when each of the keys carries the number of all entries; `total` is then only selected for a page without keys. */
  readonly isCounted?: boolean;
  /** A condition for the rows of the table, aliased `r`, that the keys belong to. */
  readonly owner: Part;
  /** A further column of the rows. */
  readonly further?: string;
}

export interface PageRows {
  /** `key`, version, last_updated, interaction, body and the further column, sorted. */
  readonly rows: readonly SqlRow[];
  readonly total: number | undefined;
  readonly hasMore: boolean;
}

/**
 * Selects a page and the total in one statement, so that no write can fall between the two. Bodies are read only up to
 * the byte limit; their lengths have a column of their own, because MariaDB would read a body to determine its length.
 *
 * The statement does not sort its result, because MariaDB would copy the bodies for that.
 * @param limits entries, and bytes of bodies; the first entry is returned whatever its length
 */
export async function selectPage(
  session: SqlSession,
  query: PageQuery,
  { count, bytes }: { readonly count: number; readonly bytes: number },
): Promise<PageRows> {
  const { owner } = query;
  if (count === 0) return noRows(session, query);
  const keys = query.keys(count + 1);
  const total = query.isCounted ? UNCOUNTED : query.total;
  const tables = keys.tables ?? part('');
  const found = await session.rows(`${tables.sql} ${pageSql(query, total.sql, keys.sql)}`.trimStart(), [
    ...tables.values,
    ...total.values,
    ...keys.values,
    ...owner.values,
    bytes,
  ]);
  if (query.isCounted && found[0]?.[1] == null) return noRows(session, query);
  const entries = found.filter(([, key]) => key !== null).map(([, ...row]) => row);
  const carried = entries.filter(([, version]) => version !== null).sort(inOrder(query.order));
  const rows = carried.slice(0, count);
  return { rows, total: totalOf(found[0]?.[0]), hasMore: entries.length > rows.length };
}

async function noRows(session: SqlSession, { total }: PageQuery): Promise<PageRows> {
  const [row] = await session.rows(total.sql, total.values);
  return { rows: [], total: totalOf(row?.[0]), hasMore: false };
}

/** For a page without a total. */
export const UNCOUNTED: Part = { sql: 'SELECT NULL AS n', values: [] };

function totalOf(value: SqlValue | undefined): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}

/** Returns the total even when the page is empty, unless the keys carry it. */
function pageSql({ table, key, order, isCounted, owner, further }: PageQuery, total: string, keys: string): string {
  const [n, carried] = isCounted ? ['found.n', 'n, '] : ['total.n', ''];
  return `SELECT ${n}, found.${key}, r.version, r.last_updated, r.interaction, r.body${further === undefined ? '' : `, ${further}`}
    FROM (${total}) total
    LEFT JOIN (SELECT ${key}, ${carried}bytes, SUM(bytes) OVER (ORDER BY ${key} ${order}) AS upto FROM (${keys}) one) found ON 1 = 1
    LEFT JOIN ${table} r ON ${owner.sql} AND r.${key} = found.${key} AND (found.upto <= ? OR found.upto = found.bytes)`;
}

/** Ids are ASCII, so JavaScript compares them as the database does. */
function inOrder(order: PageQuery['order']): (a: SqlRow, b: SqlRow) => number {
  const before = order === 'ASC' ? -1 : 1;
  return ([a], [b]) => (a! < b! ? before : -before);
}
