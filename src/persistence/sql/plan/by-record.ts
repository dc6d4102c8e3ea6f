import type { IndexLookup } from '../clause-sql';
import { isSeen, joined, part, type Part } from '../part';
import { union } from './by-index';
import { ofOne } from './of-one';
import type { Planned } from './planned';
import type { Scope } from './scope';

/**
 * Clauses that must be answered by rows of the same record.
 * @param lookups at least one requires a row to exist; its rows are looked up, and the others are checked on their
 * records
 */
export function byRecord(type: string, lookups: readonly IndexLookup[]): Planned {
  const ranked = lookups.toSorted((one, other) => Number(one.absent) - Number(other.absent) || one.rank - other.rank);
  const [first, ...others] = ranked as [IndexLookup, ...IndexLookup[]];
  const { table, code, rank, unseen } = first;
  const rows = (row: string, condition: Part, scope: Scope, more?: Part): Part => {
    const seen = isSeen(row, unseen, scope);
    return joined(
      [
        part(`${row}.type = ? AND ${row}.code = ?${seen.sql}`, type, code, ...seen.values),
        ...(more ? [more] : []),
        ...(condition.sql === '' ? [] : [part(`(${condition.sql})`, ...condition.values)]),
        ...others.map((other) => ofSameRecord(type, row, other, scope)),
      ],
      ' AND ',
    );
  };
  return {
    rank,
    found: (scope) => {
      const branches = first.branches.length === 0 ? [part('')] : first.branches;
      const found = branches.map((branch) => {
        const row = scope.alias();
        return { from: part(`${table} ${row}`), where: rows(row, branch, scope), id: `${row}.id` };
      });
      return found.length === 1 ? found[0]! : union(found, scope);
    },
    test: (scope, id) => {
      const row = scope.alias();
      const where = rows(row, ofOne(first.branches), scope, part(`${row}.id = ${id}`));
      return part(`EXISTS (SELECT 1 FROM ${table} ${row} WHERE ${where.sql})`, ...where.values);
    },
    isProof: true,
  };
}

function ofSameRecord(
  type: string,
  of: string,
  { table, code, branches, absent, unseen }: IndexLookup,
  scope: Scope,
): Part {
  const row = scope.alias();
  const condition = ofOne(branches);
  const seen = isSeen(row, unseen, scope);
  const more = branches.length === 0 ? '' : ` AND (${condition.sql})`;
  return part(
    `${absent ? 'NOT ' : ''}EXISTS (SELECT 1 FROM ${table} ${row} WHERE ${row}.type = ? AND ${row}.code = ? AND ${row}.id = ${of}.id AND ${row}.record = ${of}.record${more}${seen.sql})`,
    type,
    code,
    ...condition.values,
    ...seen.values,
  );
}
