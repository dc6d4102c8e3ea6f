import { oneOf, type Part } from '../part';

const COMPARED = /\b(folded|low|high|uri|words|latitude|longitude)\b/g;
/** Columns whose values are looked up one by one, which is cheap for a few of them only. */
const LOOKED_UP = /\b(token_hash|value_hash|text_hash|target_type|target_id)\b/g;
const FEW = 10;

/**
 * The branches of a lookup, as a condition on the rows of one resource, which are found by its id. For each resource,
 * SQLite would rather look up the range again by the index of the values. A unary plus before the column prevents that;
 * it has no effect on other engines.
 */
export function ofOne(branches: readonly Part[]): Part {
  const { sql, values } = oneOf(branches);
  const compared = sql.replace(COMPARED, '+$1');
  return { sql: values.length > FEW ? compared.replace(LOOKED_UP, '+$1') : compared, values };
}

/** Tables whose conditions are on columns of `LOOKED_UP` only. */
const JOINED: ReadonlySet<string> = new Set(['fhir_search_token', 'fhir_search_reference']);

/**
 * The same for rows that are joined to others, so that columns need the name of their table.
 * @returns undefined for a table whose rows are not joined
 */
export function ofOneAs(row: string, table: string, branches: readonly Part[]): Part | undefined {
  if (!JOINED.has(table)) return undefined;
  const { sql, values } = ofOne(branches);
  return { sql: sql.replace(LOOKED_UP, `${row}.$1`), values };
}
