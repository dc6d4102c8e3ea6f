import type { SqlSession } from '../sql/sql-database';
import { quoted } from './condition';
import { columnsOf, type TableColumns } from './table-columns';
import type { ChildTable, Mapped } from './table-mapping';

/** A list of child rows with its table. */
export interface OpenChild extends ChildTable {
  /** Name of the list in a row. */
  readonly name: string;
  readonly columns: TableColumns;
}

/** A mapping together with what the database reports about its tables. */
export interface OpenTable {
  readonly mapping: Mapped;
  readonly columns: TableColumns;
  readonly children: readonly OpenChild[];
  /** SQL expression for the next value of `lastUpdated`, later than the current one at the precision of the column. */
  readonly nextInstant: string;
}

/** @throws Error at startup, in one sentence, when the mapping names a table or a column that does not exist */
export async function openTable(session: SqlSession, mapping: Mapped): Promise<OpenTable> {
  const { table, key, lastUpdated, version, references = [], children = {}, sort = {} } = mapping;
  const counter = version.by === 'counter' ? [version.column] : [];
  const needed = [key, lastUpdated, ...counter, ...references.map(({ column }) => column), ...Object.values(sort)];
  const columns = await columnsOf(session, table, needed);
  const precision = columns.precisions.get(lastUpdated);
  if (precision === undefined) throw new Error(`The column ${lastUpdated} of ${table} is not a DATETIME or TIMESTAMP`);
  const opened = Object.entries(children).map(async ([name, child]): Promise<OpenChild> => {
    if (columns.names.includes(name)) throw new Error(`${table} has a column ${name}; rename the list of rows`);
    return { ...child, name, columns: await columnsOf(session, child.table, [child.parent, child.rank]) };
  });
  return { mapping, columns, children: await Promise.all(opened), nextInstant: nextInstant(lastUpdated, precision) };
}

/** The current time, or the old value plus one unit of the column's precision, whichever is later. */
function nextInstant(column: string, precision: number): string {
  const unit = 10 ** (6 - precision);
  return `GREATEST(CURRENT_TIMESTAMP(${precision}), TIMESTAMPADD(MICROSECOND, ${unit}, ${quoted(column)}))`;
}
