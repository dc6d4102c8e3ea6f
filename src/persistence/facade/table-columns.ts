import type { SqlSession } from '../sql/sql-database';
import { quoted } from './condition';

/** What the database reports about the columns of one table. */
export interface TableColumns {
  readonly table: string;
  /** In the order of the table. */
  readonly names: readonly string[];
  /**
   * The SELECT list that reads them from the table under an alias. Dates and times are read as text, so that the time
   * zone of this process cannot shift them; decimals too, so that no digit is lost.
   */
  selected(alias: string): string;
  /** Fractional-second digits of each DATETIME or TIMESTAMP column. */
  readonly precisions: ReadonlyMap<string, number>;
  /** Columns of whole numbers. */
  readonly wholeNumbers: ReadonlySet<string>;
  /** The column that the database fills by AUTO_INCREMENT. */
  readonly assigned: string | undefined;
}

const COLUMNS = `SELECT column_name, data_type, datetime_precision, extra FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position`;
const WHOLE_NUMBERS: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint']);
const AS_TEXT: ReadonlySet<string> = new Set(['date', 'datetime', 'timestamp', 'time', 'decimal']);

/** @throws Error at startup, in one sentence, when the table or one of the columns does not exist */
export async function columnsOf(session: SqlSession, table: string, needed: readonly string[]): Promise<TableColumns> {
  const rows = await session.rows(COLUMNS, [table]);
  if (rows.length === 0) throw new Error(`The database has no table ${table}`);
  const columns = rows.map(([name, type, precision, extra]) => ({
    name: String(name),
    type: String(type),
    precision,
    isAssigned: /\bauto_increment\b/i.test(String(extra)),
  }));
  for (const name of needed) {
    if (!columns.some((column) => column.name === name)) throw new Error(`The table ${table} has no column ${name}`);
  }
  return {
    table,
    names: columns.map(({ name }) => name),
    selected: (alias) => columns.map(({ name, type }) => selectedAs(`${alias}.${quoted(name)}`, type)).join(', '),
    wholeNumbers: new Set(columns.filter(({ type }) => WHOLE_NUMBERS.has(type)).map(({ name }) => name)),
    assigned: columns.find(({ isAssigned }) => isAssigned)?.name,
    precisions: new Map(
      columns.flatMap(({ name, type, precision }) =>
        type === 'datetime' || type === 'timestamp' ? [[name, Number(precision)] as const] : [],
      ),
    ),
  };
}

function selectedAs(column: string, type: string): string {
  return AS_TEXT.has(type) ? `CAST(${column} AS CHAR)` : column;
}
