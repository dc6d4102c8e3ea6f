import { Pace } from '../../fhir';
import type { SqlTransaction, SqlValue } from './sql-database';

/** Rows of one statement: few different statements, each prepared once, for any number of rows. */
const ROWS_PER_STATEMENT = [64, 16, 8, 4, 2, 1] as const;

/**
 * Adds rows to an index; one that is there already is no error.
 * @param rows values in the order of `columns`; in the order of the key, which is the same for every writer
 */
export async function addRows(
  transaction: SqlTransaction,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  const pace = new Pace();
  const row = `(${columns.map(() => '?').join(', ')})`;
  for (let at = 0; at < rows.length;) {
    const count = ROWS_PER_STATEMENT.find((size) => size <= rows.length - at)!;
    const places = Array<string>(count).fill(row).join(', ');
    await transaction.run(
      `REPLACE INTO ${table} (${columns.join(', ')}) VALUES ${places}`,
      rows.slice(at, at + count).flat(),
    );
    at += count;
    if (pace.isDue()) await pace.rest();
  }
}

/**
 * Takes rows out of an index, one statement each.
 * @param keys values for the placeholders of `sql`; in the order of the key
 */
export async function removeRows(
  transaction: SqlTransaction,
  sql: string,
  keys: readonly (readonly SqlValue[])[],
): Promise<void> {
  const pace = new Pace();
  for (const key of keys) {
    await transaction.run(sql, key);
    if (pace.isDue()) await pace.rest();
  }
}
