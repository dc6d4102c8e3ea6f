import { MOST_LEVELS, type RelationClause, type SearchClause } from '../ports/search';
import { allFit, type Candidate, type Surroundings } from './fits';
import { some } from './some';

/** Whether a resource matches a clause about others. Iterates over resources one by one; simple, not fast. */
export function relationFits(clause: RelationClause, candidate: Candidate, around: Surroundings): boolean {
  return some(related(clause, candidate, around), (each) => allFit(clause.clauses, each, around) === true);
}

function related(clause: RelationClause, candidate: Candidate, around: Surroundings): Iterable<Candidate> {
  const { kind, code } = clause;
  switch (kind) {
    case 'refersTo':
      return named(candidate, code, clause.type, around);
    case 'referredBy':
      return naming(candidate, code, clause.type, around);
    case 'above':
      return levels(candidate, (each) => named(each, code, candidate.type, around).filter(isPassed(clause, around)));
    case 'below':
      return levels(candidate, (each) => naming(each, code, candidate.type, around).filter(isPassed(clause, around)));
  }
}

function isPassed({ through }: { through?: readonly SearchClause[] }, around: Surroundings) {
  return (each: Candidate): boolean => !through || allFit(through, each, around) === true;
}

/** Resources of a type that the candidate refers to. */
function named({ entries }: Candidate, code: string, type: string, around: Surroundings): readonly Candidate[] {
  return [...entries].flatMap((entry) => {
    if (entry.kind !== 'reference' || entry.code !== code || entry.type !== type) return [];
    return around.find(type, entry.id) ?? [];
  });
}

/** Resources of a type that refer to the candidate. */
function naming({ type, id }: Candidate, code: string, from: string, around: Surroundings): readonly Candidate[] {
  return [...around.all(from)].filter(({ entries }) =>
    some(
      entries,
      (entry) => entry.kind === 'reference' && entry.code === code && entry.type === type && entry.id === id,
    ),
  );
}

/** The candidate and everything reachable from it, without duplicates. */
function levels(candidate: Candidate, next: (each: Candidate) => readonly Candidate[]): Iterable<Candidate> {
  const found = new Map([[candidate.id, candidate]]);
  let level: readonly Candidate[] = [candidate];
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth += 1) {
    level = level.flatMap(next).filter(({ id }) => !found.has(id));
    for (const each of level) found.set(each.id, each);
  }
  return found.values();
}
