import type { SqlTransaction, SqlValue } from './sql-database';

/** Rows of one statement: few different statements, each prepared once, for any number of rows. */
const ROWS_PER_STATEMENT = [64, 16, 4, 1] as const;

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
  const row = `(${columns.map(() => '?').join(', ')})`;
  for (let at = 0; at < rows.length;) {
    const count = ROWS_PER_STATEMENT.find((size) => size <= rows.length - at)!;
    const places = Array<string>(count).fill(row).join(', ');
    await transaction.run(
      `REPLACE INTO ${table} (${columns.join(', ')}) VALUES ${places}`,
      rows.slice(at, at + count).flat(),
    );
    at += count;
  }
}
