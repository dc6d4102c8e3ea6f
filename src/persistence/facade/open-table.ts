import type { SqlSession } from '../sql/sql-database';
import { linksOf } from './child-links';
import { quoted } from './condition';
import { markOf } from './deletion-mark';
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
  /** Whether the database assigns keys, so that rows can be created. */
  readonly assignsKeys: boolean;
  /** SQL expression for the next value of `lastUpdated`, later than the current one at the precision of the column. */
  readonly nextInstant: string;
}

/** @throws Error at startup, in one sentence, when the mapping names a table or a column that does not exist */
export async function openTable(session: SqlSession, mapping: Mapped): Promise<OpenTable> {
  const { table, key, lastUpdated, version, references = [], children = {}, sort = {} } = mapping;
  const counter = version.by === 'counter' ? [version.column] : [];
  const mark = markOf(mapping);
  const needed = [
    key,
    lastUpdated,
    ...counter,
    ...(mark ? [mark.column] : []),
    ...references.map(({ column }) => column),
    ...Object.values(sort),
    ...Object.values(children).flatMap((child) => linksOf(child, key).map(([, owner]) => owner)),
  ];
  const columns = await columnsOf(session, table, needed);
  if (!columns.wholeNumbers.has(key)) throw new Error(notAKey(table, key));
  const precision = columns.precisions.get(lastUpdated);
  if (precision === undefined) throw new Error(`The column ${lastUpdated} of ${table} is not a DATETIME or TIMESTAMP`);
  const opened = Object.entries(children).map(async ([name, child]): Promise<OpenChild> => {
    if (columns.names.includes(name)) throw new Error(`${table} has a column ${name}; rename the list of rows`);
    return {
      ...child,
      name,
      columns: await columnsOf(session, child.table, [...linksOf(child, key).map(([own]) => own), child.rank]),
    };
  });
  return {
    mapping,
    columns,
    children: await Promise.all(opened),
    assignsKeys: columns.assigned === key,
    nextInstant: nextInstant(lastUpdated, precision),
  };
}

/** Logical ids are keys in decimal, which a GUID or a key of several columns is not; such a table needs a number beside. */
function notAKey(table: string, key: string): string {
  const column = 'ADD COLUMN fhir_id BIGINT NOT NULL AUTO_INCREMENT UNIQUE';
  return `The key column ${key} of ${table} does not hold whole numbers; add a column that does, and name it as key: ALTER TABLE ${table} ${column}`;
}

/** The current time, or the old value plus one unit of the column's precision, whichever is later. */
function nextInstant(column: string, precision: number): string {
  const unit = 10 ** (6 - precision);
  return `GREATEST(CURRENT_TIMESTAMP(${precision}), TIMESTAMPADD(MICROSECOND, ${unit}, ${quoted(column)}))`;
}
