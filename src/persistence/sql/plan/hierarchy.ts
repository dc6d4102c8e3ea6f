import { MOST_LEVELS } from '../../../fhir';
import { isSeen, part, type Part, type RowMask } from '../part';
import { partTest, SELECT, selectIds, type Planned } from './planned';
import { byReferrer, byTarget } from './reference-tables';
import { rowTest } from './rows-of-type';
import type { Scope } from './scope';

/** Added to the rank, by experience, because a tree leads to more resources. */
const FARTHER = 1;

interface Hierarchy {
  readonly kind: 'above' | 'below';
  /** Code of the reference parameter that points to the parent. */
  readonly code: string;
}

/** The resources passed on the way through the tree. */
interface Way {
  /** What each must match; absent when an id is enough, even without a resource. */
  readonly through: Planned | undefined;
  /** What is hidden of the rows of the type. */
  readonly unseen: RowMask;
}

/**
 * Resources with a match above them are those below the match, and the other way round; so the tree is walked from the
 * matches.
 * @param inner what a resource above or below must match
 */
export function hierarchy(
  isSqlite: boolean,
  type: string,
  { kind, code }: Hierarchy,
  inner: Planned,
  way: Way,
): Planned {
  const walked = (scope: Scope): string => {
    const seeds = scope.table(() => selectIds(inner.found(scope)));
    const [next, from] = kind === 'above' ? ['id', 'target_id'] : ['target_id', 'id'];
    const [row, table] = [scope.alias(), kind === 'above' ? byTarget : byReferrer];
    const seen = isSeen(row, way.unseen, scope);
    const step = (tree: string): Part => {
      // The walk goes from the far end, so a resource that was reached is one that is passed.
      const passed = way.through ? partTest(way.through, scope, `${row}.${from}`) : undefined;
      return part(
        `SELECT id, 0 FROM ${seeds} UNION ${SELECT} ${row}.${next}, ${tree}.level + 1 FROM ${tree} CROSS JOIN ${table(row)} WHERE ${row}.type = ? AND ${row}.code = ? AND ${row}.${from} = ${tree}.id AND ${row}.target_type = ? AND ${tree}.level < ${MOST_LEVELS}${seen.sql}${passed ? ` AND (${passed.sql})` : ''}`,
        type,
        code,
        type,
        ...seen.values,
        ...(passed?.values ?? []),
      );
    };
    return scope.table(step, 'id, level');
  };
  const ids = (scope: Scope): Part => part(`SELECT id FROM ${walked(scope)}`);
  // MariaDB copies what is recursive in one WITH again and again: with twelve trees, hundreds of megabytes. So each tree
  // has a WITH of its own there; the parser of SQLite has no room for that.
  const tree = (scope: Scope): Part => (isSqlite ? ids(scope) : scope.query(ids));
  return {
    get rank() {
      return inner.rank + FARTHER;
    },
    leaves: inner.leaves ?? [],
    choices: inner.choices ?? [],
    found: (scope) => {
      const { sql, values } = tree(scope);
      const row = scope.alias();
      const id = `${row}.id`;
      // A resource below exists; one above may be only a reference to a missing resource.
      return {
        from: part(`(${sql}) ${row}`, ...values),
        where: kind === 'above' ? part('1 = 1') : rowTest(type, id, scope),
        id,
      };
    },
    test: (scope, id) => {
      const { sql, values } = tree(scope);
      return part(`${id} IN (${sql})`, ...values);
    },
    isProof: kind === 'above',
  };
}
