import { oneOf, type Part } from '../part';

const COMPARED = /\b(folded|low|high|uri|words|latitude|longitude)\b/g;

/**
 * The branches of a look-up, asked of the rows of one resource: by its id. SQLite would rather look up the range again
 * for each resource, by the index of the values; a sign before a column keeps it from that, and says nothing to others.
 */
export function ofOne(branches: readonly Part[]): Part {
  const { sql, values } = oneOf(branches);
  return { sql: sql.replace(COMPARED, '+$1'), values };
}
