import { joined, part, type Part } from './part';

/** A condition of a WHERE clause, with a `?` for each value. */
export type Condition = Part;

export const NEVER: Condition = part('1 = 0');
export const ALWAYS: Condition = part('1 = 1');

export function where(...condition: Parameters<typeof part>): Condition {
  return part(...condition);
}

export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? ALWAYS : joined(conditions.map(bracketed), ' AND ');
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? NEVER : joined(conditions.map(bracketed), ' OR ');
}

function bracketed({ sql, values }: Condition): Condition {
  return { sql: `(${sql})`, values };
}
