import type { DateValue, SearchClause } from '../../fhir';
import { isLinked, linksOf } from './child-links';
import { allOf, anyOf, likeText, NEVER, quoted, where, type Condition } from './condition';
import type { ChildTable } from './table-mapping';

/** The table whose columns a condition is on. */
export interface SearchedTable {
  /** Alias of the table in the statement. */
  readonly alias: string;
  /** The key column. */
  readonly key: string;
  readonly children: Readonly<Record<string, ChildTable>>;
}

/**
 * Translates a clause of one search parameter into a condition on columns. It need not handle `:not`: the kit asks for
 * the condition without it and negates that.
 * @returns undefined for a clause it cannot answer; the request is then refused
 */
export type ColumnSearch = (clause: SearchClause, table: SearchedTable) => Condition | undefined;

/**
 * A parameter of type `string` on a column whose collation ignores case and accents, as MySQL's default collations do.
 */
export function stringColumn(column: string): ColumnSearch {
  return (clause, { alias }) => {
    const sql = `${alias}.${quoted(column)}`;
    if (clause.kind === 'missing') return isMissing(sql, clause.missing);
    if (clause.kind !== 'string') return undefined;
    const { match, values } = clause;
    if (match === 'exact')
      return anyOf(values.map((value) => where(`${sql} = ? AND ${bytesOf(sql)} = ?`, value, value)));
    if (match === 'equals') return anyOf(values.map((value) => where(`${sql} = ?`, value)));
    const before = match === 'contains' ? '%' : '';
    return anyOf(values.map((value) => where(`${sql} LIKE ?`, `${before}${likeText(value)}%`)));
  };
}

/**
 * A parameter of type `token` on a column of codes.
 * @param system of every code in the column; leave it out for codes without a system
 * @param toColumn maps a code to what the column holds, where the two differ (`true` is 1); undefined when no row can
 * hold it
 */
export function tokenColumn(
  column: string,
  system = '',
  toColumn: (code: string) => string | number | undefined = (code) => code,
): ColumnSearch {
  return (clause, { alias }) => {
    const sql = `${alias}.${quoted(column)}`;
    if (clause.kind === 'missing') return isMissing(sql, clause.missing);
    if (clause.kind !== 'token') return undefined;
    const codes = clause.values
      .filter((value) => value.system === undefined || value.system === system)
      .map(({ value }) => toColumn(value))
      .filter((code) => code !== undefined);
    return codes.length === 0 ? NEVER : where(`${sql} IN (${codes.map(() => '?').join(', ')})`, ...codes);
  };
}

/** A parameter of type `token` with the codes `true` and `false`, on a column of 1 and 0. */
export function booleanColumn(column: string): ColumnSearch {
  return tokenColumn(column, '', (code) => ({ true: 1, false: 0 })[code]);
}

/** A parameter of type `uri` on a column of addresses, compared character by character. */
export function uriColumn(column: string): ColumnSearch {
  return (clause, { alias }) => {
    const sql = `${alias}.${quoted(column)}`;
    if (clause.kind === 'missing') return isMissing(sql, clause.missing);
    if (clause.kind !== 'uri') return undefined;
    const { values, below = false } = clause;
    const same = values.map((value) => where(`${sql} = ? AND ${bytesOf(sql)} = ?`, value, value));
    const under = values.map((value) =>
      where(`${sql} LIKE ? AND ${bytesOf(sql)} LIKE ?`, `${likeText(value)}/%`, `${likeText(value)}/%`),
    );
    return anyOf(below ? [...same, ...under] : same);
  };
}

/** A column's text for comparisons character by character, whatever its character set: values are sent in UTF-8. */
function bytesOf(sql: string): string {
  return `BINARY CONVERT(${sql} USING utf8mb4)`;
}

/** A parameter of type `reference` on a column of keys. @param target type of the resources the keys belong to */
export function referenceColumn(column: string, target: string): ColumnSearch {
  return (clause, { alias }) => {
    const sql = `${alias}.${quoted(column)}`;
    if (clause.kind === 'missing') return isMissing(sql, clause.missing);
    if (clause.kind !== 'reference') return undefined;
    const keys = clause.values
      .filter(({ type }) => type === undefined || type === target)
      .flatMap(({ id }) => keyOf(id) ?? []);
    return keys.length === 0 ? NEVER : where(`${sql} IN (${keys.map(() => '?').join(', ')})`, ...keys);
  };
}

/** Applies a search to child rows; one matching row is enough. @param name of their list in the mapping */
export function inChild(name: string, search: ColumnSearch): ColumnSearch {
  return (clause, { alias, key, children }) => {
    const child = children[name];
    if (!child) throw new Error(`The mapping has no child rows called ${name}`);
    const wanted: SearchClause = clause.kind === 'missing' ? { ...clause, missing: false } : clause;
    const links = linksOf(child, key);
    const inside = search(wanted, { alias: 'c', key: links[0]![0], children: {} });
    if (!inside) return undefined;
    const not = clause.kind === 'missing' && clause.missing ? 'NOT ' : '';
    return {
      sql: `${not}EXISTS (SELECT 1 FROM ${quoted(child.table)} c WHERE ${isLinked(links, 'c', alias)} AND (${inside.sql}))`,
      values: inside.values,
    };
  };
}

/** Matches a row when at least one of several columns matches. */
export function anyColumn(...searches: readonly ColumnSearch[]): ColumnSearch {
  return (clause, table) => {
    const conditions = searches.map((search) => search(clause, table));
    if (!conditions.every((condition) => condition !== undefined)) return undefined;
    return clause.kind === 'missing' && clause.missing ? allOf(conditions) : anyOf(conditions);
  };
}

/** A DATETIME or TIMESTAMP column that holds instants. @see https://hl7.org/fhir/R4/search.html#prefix */
export function instantCondition(sql: string, values: readonly DateValue[]): Condition {
  const at = (ms: number): number => ms / 1_000;
  const within = ({ low, high }: DateValue) =>
    where(`${sql} BETWEEN FROM_UNIXTIME(?) AND FROM_UNIXTIME(?)`, at(low), at(high));
  return anyOf(
    values.map((value) => {
      const { prefix, low, high } = value;
      if (prefix === 'eq' || prefix === 'ap') return within(value);
      if (prefix === 'ne') return where(`NOT (${within(value).sql})`, ...within(value).values);
      if (prefix === 'gt' || prefix === 'sa') return where(`${sql} > FROM_UNIXTIME(?)`, at(high));
      if (prefix === 'lt' || prefix === 'eb') return where(`${sql} < FROM_UNIXTIME(?)`, at(low));
      return prefix === 'ge'
        ? where(`${sql} >= FROM_UNIXTIME(?)`, at(low))
        : where(`${sql} <= FROM_UNIXTIME(?)`, at(high));
    }),
  );
}

/** The key a logical id stands for; undefined for any other spelling, so that `0012` is not another name of 12. */
export function keyOf(id: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
}

export function isMissing(sql: string, missing: boolean): Condition {
  return where(`${sql} IS ${missing ? '' : 'NOT '}NULL`);
}
