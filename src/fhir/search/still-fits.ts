import type { JsonObject } from '../json';
import type { SearchClause } from '../ports/search';
import { allFit, type Candidate } from './fits';
import type { SearchableType } from './searchable';

/**
 * Whether a resource that was found a moment ago, and may have changed, fits all clauses. What they ask of other resources
 * is taken to hold still.
 */
export function stillFits(
  resource: Readonly<JsonObject>,
  clauses: readonly SearchClause[],
  searchable: SearchableType,
  baseUrl: string | undefined,
): boolean {
  return allFit(clauses, candidateFor(resource, clauses, searchable, baseUrl)) !== false;
}

/** A resource as far as clauses ask about it: with the entries of their parameters alone, since all of them are dear. */
export function candidateFor(
  resource: Readonly<JsonObject>,
  clauses: readonly SearchClause[],
  { type, indexed }: SearchableType,
  baseUrl: string | undefined,
): Candidate {
  const codes = new Set(clauses.flatMap(codesOf));
  const asked = indexed.filter((parameter) => parameter.codes.some((code) => codes.has(code)));
  const entries = asked.flatMap((each) => each.entries(resource, baseUrl));
  const { id, meta } = resource as { id?: string; meta?: { lastUpdated?: string } };
  return { type, id: id ?? '', lastUpdated: Date.parse(meta?.lastUpdated ?? ''), entries };
}

/** Of the parameters whose entries a clause asks the resource itself about. */
function codesOf(clause: SearchClause): readonly string[] {
  if (clause.kind === 'not') return codesOf(clause.clause);
  if (clause.kind === 'all' || clause.kind === 'any' || clause.kind === 'whole' || clause.kind === 'together')
    return clause.clauses.flatMap((each) => codesOf(each));
  return 'code' in clause ? [clause.code] : [];
}
