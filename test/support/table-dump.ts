import { DataSource } from 'typeorm';
import type { TestApp } from './test-app';

/** Every row of every table as text, in an order of its own. */
export type TableDump = ReadonlyMap<string, readonly string[]>;

/** Columns that say nothing of what is stored; null: the whole table. */
export type LeftOut = Readonly<Record<string, readonly string[] | null>>;

type Row = Readonly<Record<string, unknown>>;

/**
 * What is in the database, whatever wrote it: the tables are those that the database itself names.
 * @param told what a cell is taken for, where it may differ; by default for what it is, bytes in hexadecimal digits
 */
export async function dumpTables(
  { app }: TestApp,
  leftOut: LeftOut = {},
  told: (value: string) => string = (value) => value,
): Promise<TableDump> {
  const database = app.get(DataSource);
  const isSqlite = !['mysql', 'mariadb'].includes(database.options.type);
  const names = await database.query<{ readonly name: string }[]>(
    isSqlite
      ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
  );
  const dump = new Map<string, readonly string[]>();
  for (const { name } of names) {
    const without = leftOut[name];
    if (without === null) continue;
    const rows = await database.query<Row[]>(`SELECT * FROM \`${name}\``);
    dump.set(name, rows.map((row) => textOf(row, without ?? [], told)).sort());
  }
  return dump;
}

function textOf(row: Row, without: readonly string[], told: (value: string) => string): string {
  const cells = Object.entries(row).flatMap(([column, value]) =>
    without.includes(column) ? [] : [`${column}=${told(cellText(value))}`],
  );
  return cells.join(' | ');
}

function cellText(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (value instanceof Date) return value.toISOString();
  return String(value);
}
