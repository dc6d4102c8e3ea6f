import type { SearchClause, Unseen } from '../../../fhir';
import { planAll } from './plan-clause';
import type { Planned } from './planned';
import { simplified } from './simplified';

/**
 * How resources of a type that fit all clauses are found.
 * @returns undefined when nothing can fit
 */
export function planSearch(type: string, clauses: readonly SearchClause[], unseen?: Unseen): Planned | undefined {
  const all = simplified({ kind: 'all', clauses });
  if (all === false) return undefined;
  return planAll(type, all === true ? [] : all.kind === 'all' ? all.clauses : [all], unseen);
}
