import type { SearchClause } from '../ports/search';

/** Maximum number of characters of criteria repeated in answers. */
const LONGEST = 200;

/** The criteria of a conditional interaction. */
export interface Criteria {
  readonly clauses: readonly SearchClause[];
  /** The parameters behind the clauses, as sent. */
  readonly used: readonly (readonly [name: string, value: string])[];
}

/** The criteria as sent: `identifier=system|value&_id=1,2`. */
export function criteriaText({ used }: Criteria): string {
  return used
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
    .slice(0, LONGEST);
}
