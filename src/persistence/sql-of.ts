import type { PluginUnit, UnitOfWork } from '../fhir';
import type { SqlRow, SqlValue } from './sql/sql-database';
import { SqlUnit } from './sql/sql-unit';

/**
 * Statements in the transaction of a unit of work: committed with it, and rolled back when it is refused or a dry run.
 */
export interface UnitSql {
  /** @returns rows with their columns in the order of the SELECT */
  rows(sql: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** @returns how many rows the statement matched */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>;
}

/**
 * Gives a plugin access to tables of its own (an audit, an outbox) in the transaction of the write: one statement at a
 * time, with `?` for every value. A statement that fails ends the unit, even when its error is caught.
 * @throws Error when the resource is not kept in an SQL store
 */
export function sqlOf(unit: PluginUnit | UnitOfWork): UnitSql {
  const inner = 'inner' in unit ? unit.inner : unit;
  if (!(inner instanceof SqlUnit)) throw new Error('This unit of work belongs to a store that has no SQL');
  return {
    rows: (sql, values = []) => inner.rows(sql, values),
    run: (sql, values = []) => inner.run(sql, values),
  };
}
