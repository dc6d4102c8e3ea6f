import type { Part } from './part';
import type { SqlRow, SqlSession, SqlValue } from './sql-database';

/** Entries of a table that come in pages. */
export interface PageQuery {
  readonly table: 'fhir_resource' | 'fhir_resource_version';
  /** What tells the entries apart, and gives them their order. */
  readonly key: 'id' | 'version';
  readonly order: 'ASC' | 'DESC';
  /** One row, one column `n`: how many entries there are in all, or null. */
  readonly total: Part;
  /** `key` and `bytes` of the first entries from the beginning of the page on, `most` of them. */
  readonly keys: (most: number) => Part;
  /** Which rows of the table, called `r`, belong to the keys. */
  readonly owner: Part;
}

export interface PageRows {
  /** `key`, version, last_updated, interaction and body; in their order. */
  readonly rows: readonly SqlRow[];
  readonly total: number | undefined;
  readonly hasMore: boolean;
}

/**
 * A page and the total in one statement, so that nobody can write between the two. Bodies are read and handed over up
 * to the limit and no further; how long they are stands beside them, since MariaDB would read a body to know its
 * length.
 *
 * Nothing is sorted in the end: MariaDB would copy the bodies for that.
 * @param limits entries, and bytes of bodies; the first entry comes whatever its bytes
 */
export async function selectPage(
  session: SqlSession,
  query: PageQuery,
  { count, bytes }: { readonly count: number; readonly bytes: number },
): Promise<PageRows> {
  const { total, owner } = query;
  if (count === 0) {
    const [row] = await session.rows(total.sql, total.values);
    return { rows: [], total: totalOf(row?.[0]), hasMore: false };
  }
  const keys = query.keys(count + 1);
  const found = await session.rows(pageSql(query, keys.sql), [...total.values, ...keys.values, ...owner.values, bytes]);
  const entries = found.filter(([, key]) => key !== null).map(([, ...row]) => row);
  const carried = entries.filter(([, version]) => version !== null).sort(inOrder(query.order));
  const rows = carried.slice(0, count);
  return { rows, total: totalOf(found[0]?.[0]), hasMore: entries.length > rows.length };
}

/** For a page whose total nobody asked for. */
export const UNCOUNTED: Part = { sql: 'SELECT NULL AS n', values: [] };

function totalOf(value: SqlValue | undefined): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}

/** The total is there also when the page is empty. */
function pageSql({ table, key, order, total, owner }: PageQuery, keys: string): string {
  return `SELECT total.n, found.${key}, r.version, r.last_updated, r.interaction, r.body
    FROM (${total.sql}) total
    LEFT JOIN (SELECT ${key}, bytes, SUM(bytes) OVER (ORDER BY ${key} ${order}) AS upto FROM (${keys}) one) found ON 1 = 1
    LEFT JOIN ${table} r ON ${owner.sql} AND r.${key} = found.${key} AND (found.upto <= ? OR found.upto = found.bytes)`;
}

/** Ids are ASCII, so that JavaScript compares them as the database does. */
function inOrder(order: PageQuery['order']): (a: SqlRow, b: SqlRow) => number {
  const before = order === 'ASC' ? -1 : 1;
  return ([a], [b]) => (a! < b! ? before : -before);
}
