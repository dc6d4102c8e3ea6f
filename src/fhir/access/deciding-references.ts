import type { SearchClause } from '../ports/search';
import type { Sight } from './access-control';

/**
 * Whether a reference decides what a client sees of the resource that has it, or of the one it leads to.
 * @param from what the client sees of the type that has the reference
 * @param to the same of the type that it leads to
 */
export function isDeciding(from: [type: string, sight: Sight], to: [type: string, sight: Sight]): boolean {
  const [[referrer, ofReferrer], [target, ofTarget]] = [from, to];
  return asks(ofReferrer, 'refersTo', target) || asks(ofTarget, 'referredBy', referrer);
}

function asks({ narrowed, disclosed }: Sight, kind: 'refersTo' | 'referredBy', type: string): boolean {
  return leadsTo(narrowed, kind, type) || disclosed.some(({ where }) => leadsTo(where, kind, type));
}

function leadsTo(clauses: readonly SearchClause[], kind: 'refersTo' | 'referredBy', type: string): boolean {
  return clauses.some((clause) => {
    if (clause.kind === 'refersTo' || clause.kind === 'referredBy') return clause.kind === kind && clause.type === type;
    if (clause.kind === 'not') return leadsTo([clause.clause], kind, type);
    if (clause.kind === 'all' || clause.kind === 'any' || clause.kind === 'whole')
      return leadsTo(clause.clauses, kind, type);
    return false;
  });
}
