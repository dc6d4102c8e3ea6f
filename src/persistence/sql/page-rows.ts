import { packedColumns, unpackedRows, type UnpackedRow } from './packed-rows';
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
  /**
   * `key` of at most `most` entries from the start of the page, `n` as well if `isCounted`, and `bytes` if wanted.
   */
  readonly keys: (
    most: number,
    withBytes: boolean,
  ) => Part & {
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

/** Bodies outside a page that may stay in memory as long as those of the page, bytes. */
const MOST_UNUSED = 64 * 1024;

interface PageLimits {
  readonly count: number;
  readonly bytes: number;
}

/**
 * Bodies are read together with their lengths only where a page has room for as many of this length, bytes; otherwise
 * most of what is read would have to be dropped.
 */
const LEAST_ROOM = 8 * 1024;
/** Bytes of bodies read at most in order to look up every row only once, as a multiple of those that are returned. */
const READ_AHEAD = 4;

/**
 * Selects a page and the total in one statement, so that no write can fall between the two. Bodies are read only up to
 * the byte limit; their lengths have a column of their own, because MariaDB would read a body to determine its length.
 *
 * The statement does not sort its result, because MariaDB would copy the bodies for that.
 * @param limits entries, and bytes of bodies; the first entry is returned whatever its length
 */
export async function selectPage(session: SqlSession, query: PageQuery, limits: PageLimits): Promise<PageRows> {
  if (limits.count === 0) return noRows(session, query);
  const isRoomy = session.isSqlite && limits.bytes >= LEAST_ROOM * (limits.count + 1);
  const page = isRoomy ? await shortBodies(session, query, limits) : undefined;
  return page ?? upToLimit(session, query, limits);
}

/**
 * Looks up every row once, with its body if that is short enough for all of them to be read.
 * @returns undefined when the body of an entry of the page is too long for that, or its stored length is wrong
 */
async function shortBodies(session: SqlSession, query: PageQuery, limits: PageLimits): Promise<PageRows | undefined> {
  const { count, bytes } = limits;
  const { table, key, isCounted, owner, further } = query;
  const longest = Math.floor((READ_AHEAD * bytes) / (count + 1));
  const keys = query.keys(count + 1, false);
  const total = isCounted ? UNCOUNTED : query.total;
  const facts = [
    `found.${key}`,
    'r.version',
    'r.last_updated',
    'r.interaction',
    ...(further === undefined ? [] : [further]),
  ];
  const sql = `SELECT MAX(${isCounted ? 'found' : 'total'}.n), ${packedColumns(facts, 'r.bytes', 'CASE WHEN r.bytes <= ? THEN r.body END')}
    FROM (${total.sql}) total LEFT JOIN (${keys.sql}) found ON 1 = 1 LEFT JOIN ${table} r ON ${owner.sql} AND r.${key} = found.${key} LIMIT 1`;
  const tables = keys.tables ?? part('');
  const [row] = await session.rows(`${tables.sql} ${sql}`.trimStart(), [
    ...tables.values,
    longest,
    ...total.values,
    ...keys.values,
    ...owner.values,
  ]);
  const [n, ...packed] = row!;
  const found = unpackedRows(packed, longest);
  if (!found) return undefined;
  if (isCounted && found.length === 0) return noRows(session, query);
  const before = query.order === 'ASC' ? -1 : 1;
  const entries = found.toSorted(({ facts: [a] }, { facts: [b] }) => (a! < b! ? before : -before));
  const page: UnpackedRow[] = [];
  let upto = 0;
  for (const entry of entries.slice(0, count)) {
    upto += entry.bytes;
    if (upto > bytes && upto !== entry.bytes) break;
    if (entry.bytes > longest) return undefined;
    page.push(entry);
  }
  const isWasteful = entries.reduce((sum, { body }) => sum + (body?.length ?? 0), 0) > upto + MOST_UNUSED;
  const rows = page.map(({ facts: [id, version, updated, interaction, ...others], body }): SqlRow => {
    const own = isWasteful ? body && Buffer.from(body) : body;
    return [id!, version!, updated!, interaction!, own as unknown as SqlValue, ...others];
  });
  return { rows, total: totalOf(n), hasMore: entries.length > rows.length };
}

/** Determines from the lengths which bodies are read. */
async function upToLimit(session: SqlSession, query: PageQuery, { count, bytes }: PageLimits): Promise<PageRows> {
  const { owner } = query;
  const keys = query.keys(count + 1, true);
  const total = query.isCounted ? UNCOUNTED : query.total;
  const tables = keys.tables ?? part('');
  const found = await session.rows(
    `${tables.sql} ${pageSql(query, total.sql, keys.sql, session.utf8Of?.('r.body') ?? 'r.body')}`.trimStart(),
    [...tables.values, ...total.values, ...keys.values, ...owner.values, bytes],
  );
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
function pageSql(
  { table, key, order, isCounted, owner, further }: PageQuery,
  total: string,
  keys: string,
  body: string,
): string {
  const [n, carried] = isCounted ? ['found.n', 'n, '] : ['total.n', ''];
  return `SELECT ${n}, found.${key}, r.version, r.last_updated, r.interaction, ${body}${further === undefined ? '' : `, ${further}`}
    FROM (${total}) total
    LEFT JOIN (SELECT ${key}, ${carried}bytes, SUM(bytes) OVER (ORDER BY ${key} ${order}) AS upto FROM (${keys}) one) found ON 1 = 1
    LEFT JOIN ${table} r ON ${owner.sql} AND r.${key} = found.${key} AND (found.upto <= ? OR found.upto = found.bytes)`;
}

/** Ids are ASCII, so JavaScript compares them as the database does. */
function inOrder(order: PageQuery['order']): (a: SqlRow, b: SqlRow) => number {
  const before = order === 'ASC' ? -1 : 1;
  return ([a], [b]) => (a! < b! ? before : -before);
}
