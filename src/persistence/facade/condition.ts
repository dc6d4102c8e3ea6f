import type { SqlValue } from '../sql/sql-database';

/** A condition of a WHERE clause, with a `?` for each value. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export const NEVER: Condition = { sql: '1 = 0', values: [] };
export const ALWAYS: Condition = { sql: '1 = 1', values: [] };

export function where(sql: string, ...values: readonly SqlValue[]): Condition {
  return { sql, values };
}

export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? ALWAYS : joined(conditions, ' AND ');
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? NEVER : joined(conditions, ' OR ');
}

function joined(conditions: readonly Condition[], by: string): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(by),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** The name of a table or column as SQL. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Text as a LIKE pattern that means it: `\` is MySQL's escape. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
