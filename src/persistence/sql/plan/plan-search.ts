import type { SearchClause, Unseen } from '../../../fhir';
import { planAll } from './plan-clause';
import type { Planned } from './planned';
import { simplified } from './simplified';

/**
 * How the resources of a type that match all clauses are found.
 * @returns undefined when nothing can match
 */
export function planSearch(type: string, clauses: readonly SearchClause[], unseen?: Unseen): Planned | undefined {
  const all = simplified({ kind: 'all', clauses });
  if (all === false) return undefined;
  return planAll(type, all === true ? [] : all.kind === 'all' ? all.clauses : [all], unseen);
}
