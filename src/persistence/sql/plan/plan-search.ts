import type { SearchClause, Unseen } from '../../../fhir';
import { Planner } from './plan-clause';
import type { Planned } from './planned';
import { simplified } from './simplified';

/**
 * How the resources of a type that match all clauses are found.
 * @returns undefined when nothing can match
 */
export function planSearch(
  isSqlite: boolean,
  type: string,
  clauses: readonly SearchClause[],
  unseen?: Unseen,
): Planned | undefined {
  const all = simplified({ kind: 'all', clauses });
  if (all === false) return undefined;
  return new Planner(isSqlite, unseen).all(type, all === true ? [] : all.kind === 'all' ? all.clauses : [all]);
}
