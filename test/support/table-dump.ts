import { DataSource } from 'typeorm';
import type { TestApp } from './test-app';

/** Every row of every table as text, in a stable order. */
export type TableDump = ReadonlyMap<string, readonly string[]>;

/** Columns to leave out by table; `null` leaves out the whole table. */
export type LeftOut = Readonly<Record<string, readonly string[] | null>>;

type Row = Readonly<Record<string, unknown>>;

/** Columns that only number the rows of a table. */
const NUMBERS = ['doc'];

/** The full-text index of SQLite: its terms, and whose they are. */
const TERMS = `SELECT t.term, d.type, d.code, d.id, d.record, d.label
  FROM fhir_search_fulltext_terms t LEFT JOIN fhir_search_words d ON d.doc = t.doc`;

/**
 * The content of all tables that the database itself lists.
 * @param told normalises a cell before it is compared. By default a cell stays as it is; bytes are hexadecimal
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
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'fhir_search_fulltext%' ORDER BY name"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
  );
  const dump = new Map<string, readonly string[]>();
  if (isSqlite) dump.set('terms', (await database.query<Row[]>(TERMS)).map((row) => textOf(row, [], told)).sort());
  for (const { name } of names) {
    const without = leftOut[name];
    if (without === null) continue;
    const rows = await database.query<Row[]>(`SELECT * FROM \`${name}\``);
    dump.set(name, rows.map((row) => textOf(row, [...NUMBERS, ...(without ?? [])], told)).sort());
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
