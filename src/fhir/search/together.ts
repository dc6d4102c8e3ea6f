import { isAbsence, isOwnClause, type EntryClause, type SearchClause } from '../ports/search';

/**
 * Combines clauses on parameters with the same records (`group`): criteria of one query about capacities, for example,
 * must hold for one and the same capacity.
 *
 * A clause about absence (`:not`, `:missing=true`) applies to the record that the other clauses match. If all clauses
 * are about absence, they apply to the resource.
 */
export function together(clauses: readonly SearchClause[]): readonly SearchClause[] {
  const ofEntries = clauses.filter(isOfEntries);
  if (ofEntries.length < 2 || ofEntries.every(isAbsence)) return clauses;
  return [{ kind: 'together', clauses: ofEntries }, ...clauses.filter((clause) => !isOfEntries(clause))];
}

function isOfEntries(clause: SearchClause): clause is EntryClause {
  return isOwnClause(clause) && clause.kind !== 'id' && clause.kind !== 'lastUpdated' && clause.kind !== 'together';
}
