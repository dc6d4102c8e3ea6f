import type { IndexLookup } from '../clause-sql';
import { isSeen, joined, part, type Part } from '../part';
import { ofOne, ofOneAs } from './of-one';
import { selectIds, type Found, type Planned } from './planned';
import { scanned } from './rows-of-type';
import type { Scope } from './scope';

/** A clause that is answered by rows of one table of the search index. */
export function byIndex(type: string, lookup: IndexLookup): Planned {
  const { table, code, branches, absent, rank, unseen } = lookup;
  const condition = ofOne(branches);
  const more = branches.length === 0 ? '' : ` AND (${condition.sql})`;
  const test = (scope: Scope, id: string): Part => {
    const row = scope.alias();
    const seen = isSeen(row, unseen, scope);
    return part(
      `${absent ? 'NOT ' : ''}EXISTS (SELECT 1 FROM ${table} ${row} WHERE ${row}.type = ? AND ${row}.code = ? AND ${row}.id = ${id}${more}${seen.sql})`,
      type,
      code,
      ...condition.values,
      ...seen.values,
    );
  };
  if (absent || branches.length === 0) return scanned(type, test, !absent);
  const rows: Planned['rows'] = (scope, id) => {
    const row = scope.alias();
    const fitting = ofOneAs(row, table, branches);
    if (!fitting) return { from: [], where: [test(scope, id)] };
    const seen = isSeen(row, unseen, scope);
    const own = `${row}.type = ? AND ${row}.code = ? AND ${row}.id = ${id}${seen.sql}`;
    return { from: [part(`${table} ${row}`)], where: [part(own, type, code, ...seen.values), fitting] };
  };
  return { rank, found: (scope) => found(type, lookup, scope), test, rows, isProof: true };
}

/** Each branch has its own index, so the branches are looked up separately. */
function found(type: string, { table, code, branches, unseen }: IndexLookup, scope: Scope): Found {
  const parts = branches.map((branch) => {
    const row = scope.alias();
    const seen = isSeen(row, unseen, scope);
    return {
      from: part(`${table} ${row}`),
      where: part(
        `${row}.type = ? AND ${row}.code = ? AND (${branch.sql})${seen.sql}`,
        type,
        code,
        ...branch.values,
        ...seen.values,
      ),
      id: `${row}.id`,
    };
  });
  return parts.length === 1 ? parts[0]! : union(parts, scope);
}

/** The ids that at least one of several lookups finds. */
export function union(found: readonly Found[], scope: Scope): Found {
  const name = scope.table(() => joined(found.map(selectIds), ' UNION '));
  return { from: part(name), where: part('1 = 1'), id: `${name}.id`, isEachOnce: true };
}
