import type { RelationClause } from '../../../fhir';
import { isSeen, part, type Part, type RowMask } from '../part';
import { partTest, selectIds, testRows, type Planned } from './planned';
import { byReferrer, byTarget } from './reference-tables';
import { rowTest } from './rows-of-type';
import type { Scope } from './scope';

type Of<K extends RelationClause['kind']> = Extract<RelationClause, { kind: K }>;

/** Added to the rank, by experience, because a relation leads to more resources. */
const FARTHER = 0.5;

/**
 * @param inner what the resources referred to must match
 * @param unseen what is hidden of the rows of `type`
 */
export function refersTo(type: string, clause: Of<'refersTo'>, inner: Planned, unseen: RowMask): Planned {
  const { code, type: target } = clause;
  const common = (row: string, more: Part, scope: Scope): Part =>
    ofReferences(row, [type, code, target], more, unseen, scope);
  return {
    get rank() {
      return inner.rank + FARTHER;
    },
    leaves: inner.leaves ?? [],
    choices: inner.choices ?? [],
    found: (scope) => {
      const [targets, row] = [scope.table(() => selectIds(inner.found(scope))), scope.alias()];
      return {
        from: part(`${targets} CROSS JOIN ${byTarget(row)}`),
        where: common(row, part(`${row}.target_id = ${targets}.id`), scope),
        id: `${row}.id`,
      };
    },
    test: (scope, id) => {
      const row = scope.alias();
      const fits = current(target, `${row}.target_id`, inner, scope);
      return exists(byReferrer(row), common(row, part(`${row}.id = ${id} AND (${fits.sql})`, ...fits.values), scope));
    },
    rows: (scope, id) => {
      const row = scope.alias();
      const found = `${row}.target_id`;
      const there = inner.isProof ? [] : [rowTest(target, found, scope)];
      const { from, where } = testRows(inner, scope, found);
      const own = common(row, part(`${row}.id = ${id}`), scope);
      return { from: [part(byReferrer(row)), ...from], where: [own, ...there, ...where] };
    },
    isProof: true,
  };
}

/**
 * @param inner what the referring resources must match
 * @param unseen what is hidden of their rows
 */
export function referredBy(type: string, clause: Of<'referredBy'>, inner: Planned, unseen: RowMask): Planned {
  const { code, type: referrer } = clause;
  const common = (row: string, more: Part, scope: Scope): Part =>
    ofReferences(row, [referrer, code, type], more, unseen, scope);
  return {
    get rank() {
      return inner.rank + FARTHER;
    },
    leaves: inner.leaves ?? [],
    choices: inner.choices ?? [],
    found: (scope) => {
      const [referrers, row] = [scope.table(() => selectIds(inner.found(scope))), scope.alias()];
      const id = `${row}.target_id`;
      const there = rowTest(type, id, scope);
      return {
        from: part(`${referrers} CROSS JOIN ${byReferrer(row)}`),
        where: common(row, part(`${row}.id = ${referrers}.id AND ${there.sql}`, ...there.values), scope),
        id,
        isRepeated: true,
      };
    },
    test: (scope, id) => {
      const row = scope.alias();
      const fits = partTest(inner, scope, `${row}.id`);
      return exists(
        byTarget(row),
        common(row, part(`${row}.target_id = ${id} AND (${fits.sql})`, ...fits.values), scope),
      );
    },
    rows: (scope, id) => {
      const row = scope.alias();
      const { from, where } = testRows(inner, scope, `${row}.id`);
      const own = common(row, part(`${row}.target_id = ${id}`), scope);
      return { from: [part(byTarget(row)), ...from], where: [own, ...where] };
    },
    isProof: false,
  };
}

function ofReferences(row: string, key: readonly [type: string, code: string, target: string], more: Part, unseen: RowMask, scope: Scope): Part {
  const seen = isSeen(row, unseen, scope);
  return part(
    `${row}.type = ? AND ${row}.code = ? AND ${row}.target_type = ? AND ${more.sql}${seen.sql}`,
    ...key,
    ...more.values,
    ...seen.values,
  );
} // prettier-ignore

function exists(table: string, { sql, values }: Part): Part {
  return part(`EXISTS (SELECT 1 FROM ${table} WHERE ${sql})`, ...values);
}

/** A reference may point to a resource that does not exist. */
function current(type: string, id: string, inner: Planned, scope: Scope): Part {
  const fits = partTest(inner, scope, id);
  if (inner.isProof) return fits;
  const there = rowTest(type, id, scope);
  return part(`${there.sql} AND (${fits.sql})`, ...there.values, ...fits.values);
}
