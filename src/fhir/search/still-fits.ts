import type { JsonObject } from '../json';
import type { SearchClause } from '../ports/search';
import { allFit, type Candidate } from './fits';
import type { SearchableType } from './searchable';

/**
 * Whether a resource found a moment ago, which may have changed since, still matches all clauses. Clauses about other
 * resources are assumed to hold still.
 */
export function stillFits(
  resource: Readonly<JsonObject>,
  clauses: readonly SearchClause[],
  searchable: SearchableType,
  baseUrl: string | undefined,
): boolean {
  return isStillFit(clauses, candidateFor(resource, clauses, searchable, baseUrl));
}

/** The same, for a candidate with the entries that the clauses need. */
export function isStillFit(clauses: readonly SearchClause[], candidate: Candidate): boolean {
  return allFit(clauses, candidate) !== false;
}

/** The resource with the entries that the clauses need; computing all entries would be expensive. */
export function candidateFor(
  resource: Readonly<JsonObject>,
  clauses: readonly SearchClause[],
  { type, indexed }: SearchableType,
  baseUrl: string | undefined,
): Candidate {
  const codes = codesIn(clauses);
  const asked = indexed.filter((parameter) => parameter.codes.some((code) => codes.has(code)));
  const entries = asked.flatMap((each) => each.entries(resource, baseUrl));
  const { id, meta } = resource as { id?: string; meta?: { lastUpdated?: string } };
  return { type, id: id ?? '', lastUpdated: Date.parse(meta?.lastUpdated ?? ''), entries };
}

/** Codes of the entries that the clauses need of the resource itself. */
export function codesIn(clauses: readonly SearchClause[]): ReadonlySet<string> {
  return new Set(clauses.flatMap(codesOf));
}

/** Whether the clauses ask when the resource itself was written. */
export function asksForTime(clauses: readonly SearchClause[]): boolean {
  return clauses.some((clause) => clause.kind === 'lastUpdated' || asksForTime(partsOf(clause)));
}

/** The clauses about the same resource that a clause is made of. */
function partsOf(clause: SearchClause): readonly SearchClause[] {
  if (clause.kind === 'not') return [clause.clause];
  const isTree =
    clause.kind === 'all' || clause.kind === 'any' || clause.kind === 'whole' || clause.kind === 'together';
  return isTree ? clause.clauses : [];
}

/** Codes of the entries that a clause needs of the resource itself. */
function codesOf(clause: SearchClause): readonly string[] {
  const parts = partsOf(clause);
  if (parts.length > 0) return parts.flatMap(codesOf);
  return 'code' in clause ? [clause.code] : [];
}
