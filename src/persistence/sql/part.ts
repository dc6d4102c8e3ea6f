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
  return { sql: parts.map(({ sql }) => sql).join(between), values: parts.flatMap(({ values }) => values) };
}

/** A condition that holds when all of them do. */
export function allOf(parts: readonly Part[]): Part {
  return parts.length === 1 ? parts[0]! : joined(parts.map(bracketed), ' AND ');
}

/** A condition that holds when at least one of them does. */
export function oneOf(parts: readonly Part[]): Part {
  return parts.length === 1 ? parts[0]! : joined(parts.map(bracketed), ' OR ');
}

/** ` AND …`: restricts rows of the search index to those that carry none of the hidden labels. */
export function isSeen(row: string, unseen: number): Part {
  return unseen === 0 ? part('') : part(` AND (${row}.label & ?) = 0`, unseen);
}

function bracketed({ sql, values }: Part): Part {
  return { sql: `(${sql})`, values };
}
