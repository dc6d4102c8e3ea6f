import type { SqlTransaction, SqlValue } from '../sql/sql-database';
import { quoted } from './condition';
import type { OpenChild, OpenTable } from './open-table';
import type { RowData } from './table-mapping';

type Cells = readonly (readonly [column: string, value: SqlValue])[];

/** @returns the key the database assigned */
export async function insertRow(transaction: SqlTransaction, open: OpenTable, row: RowData): Promise<number> {
  const { table } = open.mapping;
  const cells = cellsOf(row);
  const names = cells.map(([column]) => quoted(column)).join(', ');
  const places = cells.map(() => '?').join(', ');
  await transaction.run(`INSERT INTO ${quoted(table)} (${names}) VALUES (${places})`, valuesOf(cells));
  const [[given] = []] = await transaction.rows('SELECT LAST_INSERT_ID()', []);
  const key = Number(given);
  for (const child of open.children) await writeChildren(transaction, child, key, [], listOf(row, child));
  return key;
}

/** @param before the current row, locked */
export async function updateRow(
  transaction: SqlTransaction,
  open: OpenTable,
  key: number,
  before: RowData,
  row: RowData,
): Promise<void> {
  const { mapping, nextInstant, children } = open;
  const { table, key: keyColumn, lastUpdated, version } = mapping;
  const cells = cellsOf(row).filter(([column, value]) => before[column] !== value);
  const set = [
    ...cells.map(([column]) => `${quoted(column)} = ?`),
    ...(version.by === 'counter' ? [`${quoted(version.column)} = ${quoted(version.column)} + 1`] : []),
    `${quoted(lastUpdated)} = ${nextInstant}`,
  ];
  await transaction.run(`UPDATE ${quoted(table)} SET ${set.join(', ')} WHERE ${quoted(keyColumn)} = ?`, [
    ...valuesOf(cells),
    key,
  ]);
  for (const child of children) {
    await writeChildren(transaction, child, key, listOf(before, child), listOf(row, child));
  }
}

export async function deleteRow(transaction: SqlTransaction, { mapping, children }: OpenTable, key: number) {
  for (const { table, parent } of children) {
    await transaction.run(`DELETE FROM ${quoted(table)} WHERE ${quoted(parent)} = ?`, [key]);
  }
  await transaction.run(`DELETE FROM ${quoted(mapping.table)} WHERE ${quoted(mapping.key)} = ?`, [key]);
}

/** Rows that remain are changed in place, so that unmapped columns keep their values. */
async function writeChildren(
  transaction: SqlTransaction,
  { table, parent, rank }: OpenChild,
  key: number,
  before: readonly RowData[],
  rows: readonly RowData[],
): Promise<void> {
  const ranks = before.map((row) => Number(row[rank]));
  for (const [index, row] of rows.entries()) {
    const cells = cellsOf(row).filter(([column]) => column !== parent && column !== rank);
    const columns = cells.map(([column]) => quoted(column));
    const former = ranks[index];
    if (former === undefined) {
      const names = [parent, rank].map(quoted).concat(columns);
      const next = (ranks.at(-1) ?? 0) + index - ranks.length + 1;
      await transaction.run(
        `INSERT INTO ${quoted(table)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        [key, next, ...valuesOf(cells)],
      );
    } else if (cells.some(([column, value]) => before[index]![column] !== value)) {
      const set = columns.map((column) => `${column} = ?`).join(', ');
      await transaction.run(`UPDATE ${quoted(table)} SET ${set} WHERE ${quoted(parent)} = ? AND ${quoted(rank)} = ?`, [
        ...valuesOf(cells),
        key,
        former,
      ]);
    }
  }
  for (const surplus of ranks.slice(rows.length)) {
    await transaction.run(`DELETE FROM ${quoted(table)} WHERE ${quoted(parent)} = ? AND ${quoted(rank)} = ?`, [
      key,
      surplus,
    ]);
  }
}

function cellsOf(row: RowData): Cells {
  return Object.entries(row).flatMap(([column, value]) =>
    Array.isArray(value) || value === undefined ? [] : [[column, value as SqlValue] as const],
  );
}

function valuesOf(cells: Cells): SqlValue[] {
  return cells.map(([, value]) => value);
}

function listOf(row: RowData, { name }: OpenChild): readonly RowData[] {
  const list = row[name];
  return Array.isArray(list) ? (list as readonly RowData[]) : [];
}
