import type { SqlValue } from './sql-database';

/** A part of a statement, with the values of its placeholders. */
export interface Part {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export function part(sql: string, ...values: readonly SqlValue[]): Part {
  return { sql, values };
}

/** @param between what stands between two of them */
export function joined(parts: readonly Part[], between: string): Part {
  return { sql: parts.map(({ sql }) => sql).join(between), values: parts.flatMap(({ values }) => values) };
}

/** Conditions of which all must hold. */
export function allOf(parts: readonly Part[]): Part {
  return parts.length === 1 ? parts[0]! : joined(parts.map(bracketed), ' AND ');
}

/** Conditions of which one must hold. */
export function oneOf(parts: readonly Part[]): Part {
  return parts.length === 1 ? parts[0]! : joined(parts.map(bracketed), ' OR ');
}

/** ` AND …`: a row of the search index is there for who may not see some labels. */
export function isSeen(row: string, unseen: number): Part {
  return unseen === 0 ? part('') : part(` AND (${row}.label & ?) = 0`, unseen);
}

function bracketed({ sql, values }: Part): Part {
  return { sql: `(${sql})`, values };
}
