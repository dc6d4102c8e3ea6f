import { isAbsence, isOwnClause, type EntryClause, type SearchClause } from '../ports/search';

/**
 * Makes one clause of those about parameters with the same records (`group`): criteria of one query about capacities, say, mean one
 * and the same capacity.
 *
 * A clause that asks for what is not there (`:not`, `:missing=true`) is about the record that the others mean, and where there are
 * no others, about the resource.
 */
export function together(clauses: readonly SearchClause[]): readonly SearchClause[] {
  const ofEntries = clauses.filter(isOfEntries);
  if (ofEntries.length < 2 || ofEntries.every(isAbsence)) return clauses;
  return [{ kind: 'together', clauses: ofEntries }, ...clauses.filter((clause) => !isOfEntries(clause))];
}

function isOfEntries(clause: SearchClause): clause is EntryClause {
  return isOwnClause(clause) && clause.kind !== 'id' && clause.kind !== 'lastUpdated' && clause.kind !== 'together';
}
