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

/** A table or column name, quoted for SQL. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Escapes text so that a LIKE pattern matches it literally; `\` is MySQL's default escape character. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
