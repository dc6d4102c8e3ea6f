import { isOwnClause, type SearchClause } from '../ports/search';

/**
 * The types of the other resources on which it depends whether a resource matches.
 * @param type type of the resource that the clauses are about
 */
export function leadsTo(type: string, clauses: readonly SearchClause[]): ReadonlySet<string> {
  const types = new Set<string>();
  const add = (from: string, each: SearchClause): void => {
    if (isOwnClause(each)) return;
    if (each.kind === 'not') return add(from, each.clause);
    const isRelation = each.kind !== 'all' && each.kind !== 'any' && each.kind !== 'whole';
    const to = each.kind === 'refersTo' || each.kind === 'referredBy' ? each.type : from;
    if (isRelation) types.add(to);
    for (const inner of each.clauses) add(to, inner);
  };
  for (const each of clauses) add(type, each);
  return types;
}
