import type { Part } from '../part';
import type { SqlValue } from '../sql-database';
import type { SortKey } from './sort-key';

/** One term of an ORDER BY. */
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
 * A condition for the rows after given values, or at them as well. It is written out, because MariaDB uses no index for
 * `(a, b) > (?, ?)`. The first comparison follows from the others and is there for the index.
 * @param values one per term; a term whose value is null is ignored
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

/**
 * A condition that a row is the one its resource is sorted by: the resource has no row before it.
 * @param alias of a row with the id of the resource; for a key of its own, the row itself
 */
export function isTheOne(key: SortKey, alias: string): Part {
  const { columns, others, descending, isEntry, over } = key;
  if (!isEntry) return NOTHING;
  const row = over ? TARGET : alias;
  const compared: readonly (readonly [string, string])[] = [
    ...[...columns, ...others].map((column) => [`y.${column}`, `${row}.${column}`] as const),
    ...(over ? [['y.id', `${row}.id`] as const] : []),
    ...(over?.rows ?? []).flatMap((n) => {
      const [one, other] = [`t${n}`, n === 0 ? alias : `s${n}`];
      return [[`${one}.id`, `${other}.id`] as const, [`${one}.record`, `${other}.record`] as const];
    }),
  ];
  const sign = descending ? '>' : '<';
  const better = compared.reduceRight(
    (rest, [one, other]) =>
      rest === '' ? `${one} ${sign} ${other}` : `(${one} ${sign} ${other} OR (${one} = ${other} AND ${rest}))`,
    '',
  );
  const { sql, values } = rowsOf(key, alias);
  return { sql: `AND NOT EXISTS (SELECT 1 FROM ${sql} AND ${better})`, values };
}

export function hasNone(key: SortKey, alias: string): Part {
  const { sql, values } = rowsOf(key, alias);
  return { sql: `AND NOT EXISTS (SELECT 1 FROM ${sql})`, values };
}

/**
 * The values of a key for a resource, one per column. The unary plus has no effect but on SQLite, which would otherwise
 * read the rows of all resources in the order of the values until it meets one of this resource.
 * @param alias of a row with its id
 */
export function valuesOf(key: SortKey, alias: string): readonly Part[] {
  const { columns, descending } = key;
  const { sql, values } = rowsOf(key, alias);
  const order = orderBy(columns.map((column) => ({ sql: `+y.${column}`, descending })));
  return columns.map((column) => ({ sql: `(SELECT y.${column} FROM ${sql} ${order} LIMIT 1)`, values }));
}

/** Alias of the row sorted by, when references lead to it. */
export const TARGET = 'x';

/** The rows `y` of a key for a resource, as tables and conditions. @param alias of a row with its id */
function rowsOf({ table, rows, over }: SortKey, alias: string): Part {
  const own = rows('y');
  if (!over) return { sql: `${table} y WHERE ${own.sql} AND y.id = ${alias}.id`, values: own.values };
  const { from, sql, values } = over.forth('t', `${alias}.id`, 'y');
  return {
    sql: `${from} CROSS JOIN ${table} y WHERE ${sql} AND ${own.sql}`,
    values: [...values, ...own.values],
  };
}
