import { cursorAt, positionOfCursor, type SearchSort } from '../../fhir';
import type { SqlSession } from '../sql/sql-database';
import { keyOf } from './column-search';
import { quoted, where, type Condition } from './condition';
import type { Mapped } from './table-mapping';

/** The key of a row, and the row's position in an order as a cursor. */
export interface SortedKey {
  readonly key: number;
  readonly cursor: string;
}

/** The column to sort by for a search parameter; undefined when the store does not sort by it. */
export function sortColumn({ key, lastUpdated, sort = {} }: Mapped, code: string): string | undefined {
  if (code === '_id') return key;
  return code === '_lastUpdated' ? lastUpdated : sort[code];
}

/**
 * Keys of rows sorted by columns, as the database compares them. Rows without a value come last. Ties are broken by
 * key, in the direction of the first column.
 * @param after `cursor` of the last row of the page before
 * @throws FhirError `invalid-request` for text that is not a cursor
 */
export async function sortedKeys(
  session: SqlSession,
  mapping: Mapped,
  sort: readonly SearchSort[],
  { fitting, after, most }: { readonly fitting: Condition; readonly after: string | undefined; readonly most: number },
): Promise<readonly SortedKey[]> {
  const { table, key } = mapping;
  const columns = sort.map(({ code }) => `t.${quoted(sortColumn(mapping, code)!)}`);
  const id = `t.${quoted(key)}`;
  const terms: readonly Term[] = [
    ...sort.flatMap(({ descending }, n) => [
      { sql: `(${columns[n]!} IS NULL)`, descending: false },
      { sql: columns[n]!, descending },
    ]),
    { sql: id, descending: sort[0]?.descending === true },
  ];
  const border = after === undefined ? undefined : positionOfCursor(after, sort.length);
  const values = border && [
    ...border.keys.flatMap((place) => [place === null ? 1 : 0, place?.[0] ?? null]),
    keyOf(border.id) ?? 0,
  ];
  const range = values ? beyond(terms, values) : where('1 = 1');
  const order = terms.map(({ sql, descending }) => `${sql} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  const rows = await session.rows(
    `SELECT ${[id, ...columns].join(', ')} FROM ${quoted(table)} t WHERE (${fitting.sql}) AND (${range.sql}) ORDER BY ${order} LIMIT ?`,
    [...fitting.values, ...range.values, most],
  );
  return rows.map(([number, ...given]) => {
    const keys = given.map((value) => (value === null ? null : [value]));
    return { key: Number(number), cursor: cursorAt({ keys, id: String(number) }) };
  });
}

interface Term {
  readonly sql: string;
  readonly descending: boolean;
}

/** A condition for the rows after a given row. Where that row has no value in a column, the next column decides. */
function beyond(terms: readonly Term[], values: readonly (string | number | null)[]): Condition {
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
