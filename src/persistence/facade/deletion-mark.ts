import type { SqlValue } from '../sql/sql-database';
import { ALWAYS, quoted, where, type Condition } from './condition';
import type { Mapped } from './table-mapping';

/** How a row is marked as deleted, in tables whose rows are never removed. */
export interface DeletionMark {
  readonly column: string;
  /** What the column holds in rows that are not deleted. */
  readonly kept: SqlValue;
  /** What a deletion writes into it; absent: the current time. */
  readonly deleted?: SqlValue;
}

/**
 * Deletes rows by a mark in a column, and serves only those without it.
 * @param values of the column in rows that are not deleted, and in those that are; default: NULL, and the time of the
 * deletion
 */
export function deletionMark(
  column: string,
  values: { readonly kept: SqlValue; readonly deleted: SqlValue } = MARKED_BY_TIME,
): DeletionMark {
  return values === MARKED_BY_TIME ? { column, kept: null } : { column, ...values };
}

const MARKED_BY_TIME = { kept: null, deleted: null };

export function markOf({ deletion }: Pick<Mapped, 'deletion'>): DeletionMark | undefined {
  return typeof deletion === 'object' ? deletion : undefined;
}

/** The condition for rows that are not marked as deleted. @param alias of the table */
export function isUnmarked(mapping: Pick<Mapped, 'deletion'>, alias: string): Condition {
  const mark = markOf(mapping);
  return mark ? where(`${alias}.${quoted(mark.column)} <=> ?`, mark.kept) : ALWAYS;
}
