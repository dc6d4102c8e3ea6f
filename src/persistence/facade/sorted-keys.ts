import {
  cursorAt,
  positionOfCursor,
  type SearchBorder,
  type SearchPlace,
  type SearchRequest,
  type SearchSort,
} from '../../fhir';
import type { SqlSession, SqlValue } from '../sql/sql-database';
import { keyOf } from './column-search';
import { ALWAYS, NEVER, quoted, where, type Condition } from './condition';
import type { Mapped } from './table-mapping';

/** The key of a row, and the row's position in an order. */
export interface SortedKey extends SearchPlace {
  readonly key: number;
}

/** The column to sort by for a search parameter; undefined when the store does not sort by it. */
export function sortColumn({ key, lastUpdated, sort = {} }: Mapped, code: string): string | undefined {
  if (code === '_id') return key;
  return code === '_lastUpdated' ? lastUpdated : sort[code];
}

export function isBackwards({ before, border }: SearchRequest): boolean {
  return before !== undefined || border?.side === 'before';
}

export function isFirst({ after, before, border }: SearchRequest): boolean {
  return after === undefined && before === undefined && border === undefined;
}

/** The condition for the keys of a page in key order. A cursor that this store did not issue finds nothing. */
export function keyRange(column: string, request: SearchRequest): { range: Condition; descending: boolean } {
  const { after, before, border } = request;
  const descending = isBackwards(request);
  if (border) return { range: border.ties ? ALWAYS : NEVER, descending };
  if (before !== undefined) return { range: where(`${column} < ?`, keyOf(before) ?? 0), descending };
  const lowest = after === undefined ? 0 : (keyOf(after) ?? Number.MAX_SAFE_INTEGER);
  return { range: where(`${column} > ?`, lowest), descending };
}

/**
 * Keys of rows sorted by columns, as the database compares them, starting at the border of the page; one more than
 * `count` if there are more. Rows without a value come last. Ties are broken by key, in the direction of the first column.
 * @throws FhirError `invalid-request` for text that is not a cursor
 */
export async function sortedKeys(
  session: SqlSession,
  mapping: Mapped,
  request: SearchRequest & Required<Pick<SearchRequest, 'sort'>>,
  fitting: Condition,
): Promise<readonly SortedKey[]> {
  const { sort, after, before, border, count } = request;
  const { table, key } = mapping;
  const columns = sort.map(({ code }) => `t.${quoted(sortColumn(mapping, code)!)}`);
  const told = columns.map((column, n) => (sort[n]!.of === 'lastUpdated' ? milliseconds(column) : column));
  const id = `t.${quoted(key)}`;
  const backwards = isBackwards(request);
  const terms = [
    ...columns.flatMap((column, n) => [
      { sql: `(${column} IS NULL)`, descending: backwards },
      { sql: column, descending: sort[n]!.descending !== backwards },
    ]),
    { sql: id, descending: (sort[0]?.descending === true) !== backwards },
  ];
  const range = border ? beyondOthers(columns[0]!, terms[1]!.descending, border) : beyond(terms, valuesAt(after ?? before, sort));
  const order = terms.map(({ sql, descending }) => `${sql} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  const own = columns.map((column, n) => (sort[n]!.of === 'lastUpdated' ? `CAST(${column} AS CHAR)` : column));
  const rows = await session.rows(
    `SELECT ${[id, ...own, ...told].join(', ')} FROM ${quoted(table)} t WHERE (${fitting.sql}) AND (${range.sql}) ORDER BY ${order} LIMIT ?`,
    [...fitting.values, ...range.values, count + 1],
  );
  const placeOf = (values: readonly SqlValue[]) => values.map((value) => (value === null ? null : [value]));
  return rows.map(([number, ...values]) => ({
    key: Number(number),
    keys: placeOf(values.slice(sort.length)).map((value, n) => (value && sort[n]!.of === 'lastUpdated' ? [Number(value[0])] : value)),
    cursor: cursorAt({ keys: placeOf(values.slice(0, sort.length)), id: String(number) }),
  }));
} // prettier-ignore

/** `lastUpdated` in milliseconds, as in the resource; the column may have microseconds. */
function milliseconds(column: string): string {
  return `ROUND(UNIX_TIMESTAMP(${column}) * 1000)`;
}

/** A condition for the rows beyond a border taken from another type: by `_lastUpdated`, the only parameter of `sortAmong`. */
function beyondOthers(column: string, descending: boolean, { side, keys, ties }: SearchBorder): Condition {
  const [at] = keys[0] ?? [];
  // Resources of other types without a value come after all rows.
  if (at === undefined) return side === 'before' ? ALWAYS : NEVER;
  const isUp = descending ? '<' : '>';
  const withTies = descending ? Number(at) + 0.5 : Number(at) - 0.5;
  const withoutTies = descending ? Number(at) - 0.5 : Number(at) + 0.5;
  return where(`${column} ${isUp}= FROM_UNIXTIME(?)`, (ties ? withTies : withoutTies) / 1_000);
}

interface Term {
  readonly sql: string;
  readonly descending: boolean;
}

/** @throws FhirError `invalid-request` for text that is not a cursor */
function valuesAt(cursor: string | undefined, sort: readonly SearchSort[]): readonly SqlValue[] | undefined {
  if (cursor === undefined) return undefined;
  const { keys, id } = positionOfCursor(cursor, sort.length);
  return [...keys.flatMap((place) => [place === null ? 1 : 0, place?.[0] ?? null]), keyOf(id) ?? 0];
}

/** A condition for the rows after a given row. Where that row has no value in a column, the next column decides. */
function beyond(terms: readonly Term[], values: readonly SqlValue[] | undefined): Condition {
  if (!values) return ALWAYS;
  return terms.reduceRight<Condition>(
    (rest, { sql, descending }, n) => {
      const value = values[n] ?? null;
      if (value === null) return rest;
      const own = where(`${sql} ${descending ? '<' : '>'} ?`, value);
      if (rest.sql === '') return own;
      return where(`${own.sql} OR (${sql} = ? AND (${rest.sql}))`, value, value, ...rest.values);
    },
    { sql: '', values: [] },
  );
}
