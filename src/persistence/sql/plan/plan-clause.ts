import { isOwnClause, type OwnClause, type SearchClause } from '../../../fhir';
import { lookupOf } from '../clause-sql';
import { allOf, oneOf, part } from '../part';
import { byIndex, union } from './by-index';
import { byRecord } from './by-record';
import { hierarchy } from './hierarchy';
import { narrowed, partTest, SCAN, type Planned } from './planned';
import { referredBy, refersTo } from './relations';
import { byIds, byInstant, scanned } from './rows-of-type';

/**
 * How resources of a type that fit a clause are found, and how one is asked.
 * @param clause `simplified`, as all that is in it
 */
function planClause(type: string, clause: SearchClause): Planned {
  if (isOwnClause(clause)) return planOwn(type, clause);
  switch (clause.kind) {
    case 'all':
      return planAll(type, clause.clauses);
    case 'any':
      return planAny(type, clause.clauses);
    case 'not': {
      const inner = planClause(type, clause.clause);
      return scanned(type, (scope, id) => {
        const { sql, values } = partTest(inner, scope, id);
        return part(`NOT (${sql})`, ...values);
      });
    }
    case 'refersTo':
      return refersTo(type, clause, planAll(clause.type, clause.clauses));
    case 'referredBy':
      return referredBy(type, clause, planAll(clause.type, clause.clauses));
    case 'above':
    case 'below':
      return hierarchy(type, clause, planAll(type, clause.clauses));
  }
}

function planOwn(type: string, clause: OwnClause): Planned {
  if (clause.kind === 'id') return byIds(type, clause.ids);
  if (clause.kind === 'lastUpdated') return byInstant(type, clause.values);
  if (clause.kind === 'together') return byRecord(type, clause.clauses.map(lookupOf));
  return byIndex(type, lookupOf(clause));
}

/** The clause that lets the fewest resources through is looked up; the others are asked of what it finds. */
export function planAll(type: string, clauses: readonly SearchClause[]): Planned {
  const ranked = clauses.map((each) => planClause(type, each)).toSorted((one, other) => one.rank - other.rank);
  const [first, ...others] = ranked;
  if (!first) return scanned(type, undefined);
  if (others.length === 0) return first;
  return {
    rank: first.rank,
    found: (scope, isPage) => {
      const found = first.found(scope, isPage);
      return narrowed(
        found,
        others.map((each) => partTest(each, scope, found.id)),
      );
    },
    test: (scope, id) => allOf(ranked.map((each) => partTest(each, scope, id))),
    isProof: ranked.some(({ isProof }) => isProof),
  };
}

function planAny(type: string, clauses: readonly SearchClause[]): Planned {
  const planned = clauses.map((each) => planClause(type, each));
  const test: Planned['test'] = (scope, id) => oneOf(planned.map((each) => partTest(each, scope, id)));
  const isProof = planned.every((each) => each.isProof);
  const rank = Math.max(...planned.map((each) => each.rank));
  if (rank >= SCAN) return scanned(type, test, isProof);
  return {
    rank,
    found: (scope) =>
      union(
        planned.map((each) => each.found(scope)),
        scope,
      ),
    test,
    isProof,
  };
}
