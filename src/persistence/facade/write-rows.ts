import type { SqlTransaction, SqlValue } from '../sql/sql-database';
import { linksOf } from './child-links';
import { quoted } from './condition';
import { markOf } from './deletion-mark';
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
  for (const child of open.children) {
    const owned = await ownedBy(transaction, open, child, key);
    await writeChildren(transaction, child, owned, [], listOf(row, child));
  }
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
  const { mapping, children } = open;
  const { table, key: keyColumn } = mapping;
  const cells = cellsOf(row).filter(([column, value]) => before[column] !== value);
  const set = [...cells.map(([column]) => `${quoted(column)} = ?`), ...advanced(open)];
  await transaction.run(`UPDATE ${quoted(table)} SET ${set.join(', ')} WHERE ${quoted(keyColumn)} = ?`, [
    ...valuesOf(cells),
    key,
  ]);
  for (const child of children) {
    const owned = await ownedBy(transaction, open, child, key);
    await writeChildren(transaction, child, owned, listOf(before, child), listOf(row, child));
  }
}

/** Removes the row with its child rows, or only marks it. */
export async function deleteRow(transaction: SqlTransaction, open: OpenTable, key: number): Promise<void> {
  const { mapping, children } = open;
  if (markOf(mapping)) return markRow(transaction, open, key);
  for (const child of children) {
    const { sql, values } = await ownedBy(transaction, open, child, key);
    await transaction.run(`DELETE FROM ${quoted(child.table)} WHERE ${sql}`, values);
  }
  await transaction.run(`DELETE FROM ${quoted(mapping.table)} WHERE ${quoted(mapping.key)} = ?`, [key]);
}

/** A deletion is a change of the row like any other, so that a row whose mark is taken away has another version. */
async function markRow(transaction: SqlTransaction, open: OpenTable, key: number): Promise<void> {
  const { table, key: keyColumn } = open.mapping;
  const { column, deleted } = markOf(open.mapping)!;
  const mark = `${quoted(column)} = ${deleted === undefined ? 'CURRENT_TIMESTAMP' : '?'}`;
  const set = [mark, ...advanced(open)];
  await transaction.run(`UPDATE ${quoted(table)} SET ${set.join(', ')} WHERE ${quoted(keyColumn)} = ?`, [
    ...(deleted === undefined ? [] : [deleted]),
    key,
  ]);
}

/** What every change writes besides values: the counter, and the time. */
function advanced({ mapping: { version, lastUpdated }, nextInstant }: OpenTable): readonly string[] {
  const counter = version.by === 'counter' ? [`${quoted(version.column)} = ${quoted(version.column)} + 1`] : [];
  return [...counter, `${quoted(lastUpdated)} = ${nextInstant}`];
}

/** The child rows of one row: the columns that link them, and the values these have. */
interface Owned {
  readonly columns: readonly string[];
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

async function ownedBy(transaction: SqlTransaction, open: OpenTable, child: OpenChild, key: number): Promise<Owned> {
  const { table, key: keyColumn } = open.mapping;
  const links = linksOf(child, keyColumn);
  const columns = links.map(([own]) => own);
  const sql = columns.map((own) => `${quoted(own)} = ?`).join(' AND ');
  if (links.every(([, owner]) => owner === keyColumn)) return { columns, sql, values: links.map(() => key) };
  // The row tells what the database made of its columns, defaults included.
  const owners = links.map(([, owner]) => quoted(owner)).join(', ');
  const [values = []] = await transaction.rows(
    `SELECT ${owners} FROM ${quoted(table)} WHERE ${quoted(keyColumn)} = ?`,
    [key],
  );
  return { columns, sql, values };
}

/** Rows that remain are changed in place, so that unmapped columns keep their values. */
async function writeChildren(
  transaction: SqlTransaction,
  { table, rank }: OpenChild,
  owned: Owned,
  before: readonly RowData[],
  rows: readonly RowData[],
): Promise<void> {
  const ranks = before.map((row) => Number(row[rank]));
  for (const [index, row] of rows.entries()) {
    const cells = cellsOf(row).filter(([column]) => !owned.columns.includes(column) && column !== rank);
    const columns = cells.map(([column]) => quoted(column));
    const former = ranks[index];
    if (former === undefined) {
      const names = [...owned.columns, rank].map(quoted).concat(columns);
      const next = (ranks.at(-1) ?? 0) + index - ranks.length + 1;
      await transaction.run(
        `INSERT INTO ${quoted(table)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        [...owned.values, next, ...valuesOf(cells)],
      );
    } else if (cells.some(([column, value]) => before[index]![column] !== value)) {
      const set = columns.map((column) => `${column} = ?`).join(', ');
      await transaction.run(`UPDATE ${quoted(table)} SET ${set} WHERE ${owned.sql} AND ${quoted(rank)} = ?`, [
        ...valuesOf(cells),
        ...owned.values,
        former,
      ]);
    }
  }
  for (const surplus of ranks.slice(rows.length)) {
    await transaction.run(`DELETE FROM ${quoted(table)} WHERE ${owned.sql} AND ${quoted(rank)} = ?`, [
      ...owned.values,
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
