import type { Scope } from './plan/scope';
import type { SqlValue } from './sql-database';

/** A part of a statement, with the values of its placeholders. */
export interface Part {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export function part(sql: string, ...values: readonly SqlValue[]): Part {
  return { sql, values };
}

/** @param between the separator */
export function joined(parts: readonly Part[], between: string): Part {
  let all = '';
  const values: SqlValue[] = [];
  for (const [n, each] of parts.entries()) {
    all += n === 0 ? each.sql : between + each.sql;
    for (const value of each.values) values.push(value);
  }
  return { sql: all, values };
}

/** A condition that holds when all of them do. */
export function allOf(parts: readonly Part[]): Part {
  return parts.length === 1 ? parts[0]! : joined(parts.map(bracketed), ' AND ');
}

/** A condition that holds when at least one of them does. */
export function oneOf(parts: readonly Part[]): Part {
  return parts.length === 1 ? parts[0]! : joined(parts.map(bracketed), ' OR ');
}

/** What is hidden of the index rows of one type. */
export interface RowMask {
  /** Bits of labels; 0 when nothing is hidden. */
  readonly unseen: number;
  /** Resources with another mask. */
  readonly except?: {
    /** What all masks hide together. */
    readonly every: number;
    readonly cases: readonly RowException[];
  };
}

export interface RowException {
  /** Bits of the rows that it makes a difference to. */
  readonly rows: number;
  /** What the mask grows by. */
  readonly growth: number;
  /**
   * A condition for the resources concerned.
   * @param id SQL of the resource's id
   * @param scope of the statement, if it has one
   */
  test(id: string, scope?: Scope): Part;
}

export const ALL_SEEN: RowMask = { unseen: 0 };

/** ` AND …`: restricts rows of the search index to those that carry none of the hidden labels. */
export function isSeen(row: string, { unseen, except }: RowMask, scope?: Scope): Part {
  if (!except) return unseen === 0 ? part('') : part(` AND (${row}.label & ?) = 0`, unseen);
  const growths = except.cases.map(({ rows, growth, test }) => {
    const { sql, values } = test(`${row}.id`, scope);
    return part(`CASE WHEN (${row}.label & ?) <> 0 AND (${sql}) THEN ? ELSE 0 END`, rows, ...values, growth);
  });
  const mask = joined([part('?', unseen), ...growths], ' + ');
  // Most rows carry no label, so which of the masks applies is asked of few resources.
  return part(` AND ((${row}.label & ?) = 0 OR (${row}.label & (${mask.sql})) = 0)`, except.every, ...mask.values);
}

export function bracketed({ sql, values }: Part): Part {
  return { sql: `(${sql})`, values };
}
