import type { SearchClause } from '../ports/search';

/** Characters of criteria that are repeated to their sender. */
const LONGEST = 200;

/** What a conditional interaction looks for. */
export interface Criteria {
  readonly clauses: readonly SearchClause[];
  /** The parameters behind the clauses, as they were sent. */
  readonly used: readonly (readonly [name: string, value: string])[];
}

/** Criteria as their sender wrote them: `identifier=system|value&_id=1,2`. */
export function criteriaText({ used }: Criteria): string {
  return used
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
    .slice(0, LONGEST);
}
