import type { SqlRow, SqlSession, SqlValue } from '../sql/sql-database';
import { isLinked, linksOf } from './child-links';
import { allOf, quoted, type Condition } from './condition';
import { isUnmarked } from './deletion-mark';
import type { OpenChild, OpenTable } from './open-table';
import type { RowData } from './table-mapping';

/** A row with its child rows. */
export interface ReadRow {
  readonly key: number;
  readonly lastUpdated: Date;
  readonly row: RowData;
}

/**
 * Rows in key order, with their child rows; without those marked as deleted. A single statement reads both, so no write can fall between the two.
 * @param condition on the table, which is called `t`
 */
export async function readRows(
  session: SqlSession,
  { mapping, columns, children }: OpenTable,
  condition: Condition,
): Promise<readonly ReadRow[]> {
  const { table, key, lastUpdated } = mapping;
  const lists = children.map((child) => `, (${listSql(child, key)})`).join('');
  const { sql, values } = allOf([condition, isUnmarked(mapping, 't')]);
  const found = await session.rows(
    `SELECT t.${quoted(key)}, UNIX_TIMESTAMP(t.${quoted(lastUpdated)}) * 1000, ${columns.selected('t')}${lists}
      FROM ${quoted(table)} t WHERE ${sql} ORDER BY t.${quoted(key)}`,
    values,
  );
  return found.map(([number, at, ...cells]) => ({
    key: Number(number),
    lastUpdated: new Date(Math.round(Number(at))),
    row: {
      ...named(columns.names, cells),
      ...Object.fromEntries(children.map((child, i) => [child.name, listOf(child, cells[columns.names.length + i])])),
    },
  }));
}

/**
 * The child rows as one JSON text. They are sorted when they are parsed, because MySQL aggregates them in no defined
 * order.
 */
function listSql(child: OpenChild, key: string): string {
  const { columns, table } = child;
  const isOwn = isLinked(linksOf(child, key), 'c', 't');
  return `SELECT JSON_ARRAYAGG(JSON_ARRAY(${columns.selected('c')})) FROM ${quoted(table)} c WHERE ${isOwn}`;
}

function listOf({ columns, rank }: OpenChild, cell: SqlValue | undefined): readonly RowData[] {
  const rows = typeof cell === 'string' ? (JSON.parse(cell) as SqlRow[]) : ((cell ?? []) as unknown as SqlRow[]);
  return rows.map((cells) => named(columns.names, cells)).sort((a, b) => Number(a[rank]) - Number(b[rank]));
}

function named(names: readonly string[], cells: readonly SqlValue[]): RowData {
  return Object.fromEntries(names.map((name, i) => [name, cells[i]!]));
}
