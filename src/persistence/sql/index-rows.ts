import { Pace } from '../../fhir';
import { alike, remembered, RowsStatement, type Row, type Verb } from './rows-statement';
import type { SqlStatement, SqlTransaction, SqlValue } from './sql-database';

/** Rows of one statement: few different statements, each prepared once, for any number of rows. */
const ROWS_PER_STATEMENT = [64, 16, 8, 7, 6, 5, 4, 3, 2, 1] as const;
/** Statements of one round trip. */
export const TOGETHER = 32;

/**
 * Statements that add rows to an index; one that is there already is no error.
 * @param rows values in the order of `columns`; in the order of the key, which is the same for every writer
 * @param weigh characters of a row, where they may be many: a statement has no more than `HEAVIEST` unless it is of one
 * row
 */
export function addedRows(
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
  weigh?: Weigh,
): SqlStatement[] {
  return rowStatements('REPLACE', table, columns, rows, weigh);
}

/** The same for rows of which none may be there. */
export function insertedRows(
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
  weigh?: Weigh,
): SqlStatement[] {
  return rowStatements('INSERT', table, columns, rows, weigh);
}

type Weigh = (row: Row) => number;

/** Characters of a statement: far from what a server takes, which is 1 MB on an old one, in bytes. */
const HEAVIEST = 200_000;

function rowStatements(
  verb: Verb,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
  weigh: Weigh | undefined,
): SqlStatement[] {
  const statements: SqlStatement[] = [];
  for (const group of weigh ? [rows] : alike(rows)) {
    for (let at = 0; at < group.length;) {
      const most = weigh ? fitting(group, at, weigh) : group.length - at;
      const count = ROWS_PER_STATEMENT.find((size) => size <= most)!;
      statements.push(new RowsStatement(verb, table, columns, group.slice(at, at + count)));
      at += count;
    }
  }
  return statements;
}

/** How many rows from there on go into one statement, 1 at least. */
function fitting(rows: readonly Row[], from: number, weigh: Weigh): number {
  let weight = 0;
  for (let at = from; at < rows.length; at += 1) {
    weight += weigh(rows[at]!);
    if (weight > HEAVIEST) return Math.max(1, at - from);
  }
  return rows.length - from;
}

/**
 * Statements that take rows out of an index, one each by the whole key: a list of keys may be a scan of the table,
 * which meets others' locks.
 * @param keys in the order of the key
 */
export function removedRows(
  table: string,
  columns: readonly string[],
  keys: readonly (readonly SqlValue[])[],
): SqlStatement[] {
  if (keys.length === 0) return [];
  const sql = remembered(columns, table, () => {
    return `DELETE FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')}`;
  });
  return keys.map((values) => ({ sql, values }));
}

/** Runs what may be many, in round trips of some, and rests between them where that takes long. */
export async function runAll(transaction: SqlTransaction, statements: readonly SqlStatement[]): Promise<void> {
  const pace = new Pace();
  for (let at = 0; at < statements.length; at += TOGETHER) {
    await transaction.runAll(statements.slice(at, at + TOGETHER));
    if (pace.isDue()) await pace.rest();
  }
}
