import type { Part } from '../part';
import type { SqlValue } from '../sql-database';
import type { SortKey } from './sort-key';

/** What rows are put in order by, the first one first. */
export interface Term {
  readonly sql: string;
  readonly descending: boolean;
}

export const NOTHING: Part = { sql: '', values: [] };

export function orderBy(terms: readonly Term[]): string {
  return `ORDER BY ${terms.map(({ sql, descending }) => `${sql} ${descending ? 'DESC' : 'ASC'}`).join(', ')}`;
}

/** @returns terms for the same order read from its end */
export function turned(terms: readonly Term[], backwards: boolean): readonly Term[] {
  return backwards ? terms.map(({ sql, descending }) => ({ sql, descending: !descending })) : terms;
}

/**
 * What comes after some values, or with them as well: written out, since MariaDB takes no index for `(a, b) > (?, ?)`. The first
 * comparison follows from the others, and stands there for the index.
 * @param values one a term; null: the term has none there, and does not count
 */
export function beyond(terms: readonly Term[], values: readonly SqlValue[], orEqual = false): Part {
  const counting = terms.flatMap((term, i) => (values[i] === null ? [] : [{ ...term, value: values[i]! }]));
  const [first] = counting;
  if (!first) return NOTHING;
  const rest = comparison(counting, orEqual);
  return {
    sql: `AND ${first.sql} ${first.descending ? '<=' : '>='} ? AND ${rest.sql}`,
    values: [first.value, ...rest.values],
  };
}

function comparison([first, ...rest]: readonly (Term & { readonly value: SqlValue })[], orEqual: boolean): Part {
  const { sql, descending, value } = first!;
  const sign = descending ? '<' : '>';
  if (rest.length === 0) return { sql: `${sql} ${sign}${orEqual ? '=' : ''} ?`, values: [value] };
  const inside = comparison(rest, orEqual);
  return { sql: `(${sql} ${sign} ? OR (${sql} = ? AND ${inside.sql}))`, values: [value, value, ...inside.values] };
}

/** Of the rows of one resource, the one that counts: there is none before it. @param alias of the row */
export function isTheOne({ table, columns, others, rows, descending, isEntry }: SortKey, alias: string): Part {
  if (!isEntry) return NOTHING;
  const sign = descending ? '>' : '<';
  const better = [...columns, ...others].reduceRight((rest, column) => {
    const [one, other] = [`y.${column}`, `${alias}.${column}`];
    return rest === '' ? `${one} ${sign} ${other}` : `(${one} ${sign} ${other} OR (${one} = ${other} AND ${rest}))`;
  }, '');
  const { sql, values } = rows('y');
  return {
    sql: `AND NOT EXISTS (SELECT 1 FROM ${table} y WHERE ${sql} AND y.id = ${alias}.id AND ${better})`,
    values,
  };
}

export function hasNone({ table, rows }: SortKey, alias: string): Part {
  const { sql, values } = rows('y');
  return { sql: `AND NOT EXISTS (SELECT 1 FROM ${table} y WHERE ${sql} AND y.id = ${alias}.id)`, values };
}

/** The values of a key for a resource, one a column. @param alias of a row with its id */
export function valuesOf(key: SortKey, alias: string): readonly Part[] {
  const { table, columns, rows, descending } = key;
  const { sql, values } = rows('y');
  const order = orderBy(columns.map((column) => ({ sql: `y.${column}`, descending })));
  return columns.map((column) => ({
    sql: `(SELECT y.${column} FROM ${table} y WHERE ${sql} AND y.id = ${alias}.id ${order} LIMIT 1)`,
    values,
  }));
}
