import { Pace } from '../../fhir';
import { alike, remembered, RowsStatement, type Row, type Verb } from './rows-statement';

export type { Row as IndexRow };
import type { SqlStatement, SqlTransaction, SqlValue } from './sql-database';

/** Rows per statement: a few statements, each prepared once, serve any number of rows. */
const ROWS_PER_STATEMENT = [64, 16, 8, 7, 6, 5, 4, 3, 2, 1] as const;
/** Statements per round trip. */
const TOGETHER = 32;

/**
 * Statements that add rows to an index; a row that already exists is not an error.
 * @param rows values in the order of `columns`, sorted by key so that every writer uses the same order
 * @param weigh number of characters in a row, where rows may be long: a statement of several rows has at most
 * `HEAVIEST`
 */
export function addedRows(
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
  weigh?: Weigh,
): SqlStatement[] {
  return rowStatements('REPLACE', table, columns, rows, weigh);
}

/**
 * The same where a row with the same key would be the same row: all columns belong to the key, or the resource of the
 * rows is new.
 */
export function distinctRows(table: string, columns: readonly string[], rows: readonly Row[]): SqlStatement[] {
  return rowStatements('ADD', table, columns, rows, undefined);
}

/** The same for rows that must not exist yet. */
export function insertedRows(
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
  weigh?: Weigh,
): SqlStatement[] {
  return rowStatements('INSERT', table, columns, rows, weigh);
}

type Weigh = (row: Row) => number;

/** Characters per statement, far below what a server accepts: 1 MB on an old one. */
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

/** How many rows, at least 1, go into one statement from a given index on. */
function fitting(rows: readonly Row[], from: number, weigh: Weigh): number {
  let weight = 0;
  for (let at = from; at < rows.length; at += 1) {
    weight += weigh(rows[at]!);
    if (weight > HEAVIEST) return Math.max(1, at - from);
  }
  return rows.length - from;
}

/**
 * Statements that remove rows from an index, one per row by its whole key: a condition on several keys may scan the
 * table and run into the locks of other transactions.
 * @param keys in key order
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

/**
 * The same on a database server, for keys of texts and whole numbers, with many rows in one statement: half the time of
 * one statement per row. The list of keys is read first, and each row is then looked up by its whole key, on an empty
 * table too (docs/adr/0028-group-commit.md).
 */
export function removedTogether(
  table: string,
  columns: readonly string[],
  keys: readonly (readonly SqlValue[])[],
): SqlStatement[] {
  const statements: SqlStatement[] = [];
  for (let at = 0; at < keys.length;) {
    const count = ROWS_PER_STATEMENT.find((size) => size <= keys.length - at)!;
    const some = keys.slice(at, at + count);
    at += count;
    if (count === 1) statements.push(...removedRows(table, columns, some));
    else statements.push({ sql: removalOf(table, columns, count), values: some.flat() });
  }
  return statements;
}

function removalOf(table: string, columns: readonly string[], count: number): string {
  return remembered(columns, `${table} ${count}`, () => {
    const first = `SELECT ${columns.map((column) => `? AS ${column}`).join(', ')}`;
    const others = ` UNION ALL SELECT ${columns.map(() => '?').join(', ')}`.repeat(count - 1);
    const isTheRow = columns.map((column) => `old.${column} = gone.${column}`).join(' AND ');
    return `DELETE FROM old USING (${first}${others}) gone STRAIGHT_JOIN ${table} old FORCE INDEX (PRIMARY) ON ${isTheRow}`;
  });
}

/** Runs any number of statements, a few per round trip, and yields to the event loop when that takes long. */
export async function runAll(transaction: SqlTransaction, statements: readonly SqlStatement[]): Promise<void> {
  const pace = new Pace();
  for (let at = 0; at < statements.length; at += TOGETHER) {
    await transaction.runAll(statements.slice(at, at + TOGETHER));
    if (pace.isDue()) await pace.rest();
  }
}

/** Runs all statements but those that fit into the round trip of the COMMIT. @returns these */
export async function allButLast(
  transaction: SqlTransaction,
  statements: readonly SqlStatement[],
): Promise<readonly SqlStatement[]> {
  const border = Math.max(0, statements.length - TOGETHER);
  if (border > 0) await runAll(transaction, statements.slice(0, border));
  return statements.slice(border);
}
