import { MOST_LEVELS } from '../../../fhir';
import { isSeen, part, type Part } from '../part';
import { partTest, SELECT, selectIds, type Planned } from './planned';
import { byReferrer, byTarget } from './reference-tables';
import { rowTest } from './rows-of-type';
import type { Scope } from './scope';

/** How many more resources a tree leads to, by experience. */
const FARTHER = 1;

interface Hierarchy {
  readonly kind: 'above' | 'below';
  /** Of the reference parameter that names what is above. */
  readonly code: string;
}

/** What is on the way. */
interface Way {
  /** What it must be; absent: no more than a name. */
  readonly through: Planned | undefined;
  /** Of the type. */
  readonly unseen: number;
}

/**
 * What has something above it that fits is what is below that, and the other way round: the tree is walked from what
 * fits.
 * @param inner what one of them must be
 */
export function hierarchy(type: string, { kind, code }: Hierarchy, inner: Planned, way: Way): Planned {
  const walked = (scope: Scope): string => {
    const seeds = scope.table(() => selectIds(inner.found(scope)));
    const [next, from] = kind === 'above' ? ['id', 'target_id'] : ['target_id', 'id'];
    const [row, table] = [scope.alias(), kind === 'above' ? byTarget : byReferrer];
    const seen = isSeen(row, way.unseen);
    const step = (tree: string): Part => {
      // It is walked from the end: what has been reached is what is passed.
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
  return {
    get rank() {
      return inner.rank + FARTHER;
    },
    leaves: inner.leaves ?? [],
    choices: inner.choices ?? [],
    found: (scope) => {
      const tree = walked(scope);
      const id = `${tree}.id`;
      // What is below is there; what is above may be no more than a name.
      return { from: part(tree), where: kind === 'above' ? part('1 = 1') : rowTest(type, id, scope), id };
    },
    test: (scope, id) => part(`${id} IN (SELECT id FROM ${walked(scope)})`),
    isProof: kind === 'above',
  };
}
