import { oneOf, type Part } from '../part';

const COMPARED = /\b(folded|low|high|uri|words|latitude|longitude)\b/g;

/**
 * The branches of a lookup, as a condition on the rows of one resource, which are found by its id. For each resource,
 * SQLite would rather look up the range again by the index of the values. A unary plus before the column prevents that;
 * it has no effect on other engines.
 */
export function ofOne(branches: readonly Part[]): Part {
  const { sql, values } = oneOf(branches);
  return { sql: sql.replace(COMPARED, '+$1'), values };
}
