import { joined, part, type Part } from '../part';
import type { Scope } from './scope';

/** Rows that each hold the id of a matching resource. */
export interface Found {
  /** Tables, each with its own alias. */
  readonly from: Part;
  readonly where: Part;
  /** SQL of the id. */
  readonly id: string;
  /** True when no resource appears twice. */
  readonly isEachOnce?: boolean;
  /** True when most resources may appear many times, so that what is looked up for each should be for each once. */
  readonly isRepeated?: boolean;
  /** Alias of `fhir_resource`, when that is read in key order. */
  readonly row?: string;
}

/** There are such rows if a resource passes a test. */
export interface TestRows {
  /** Tables, each with its own alias, in the order to read them; none when the conditions need no rows. */
  readonly from: readonly Part[];
  /** All must hold. */
  readonly where: readonly Part[];
}

/** The plan of a clause for the resources of one type. */
export interface Planned {
  /**
   * Rough selectivity, by experience; the clause with the lowest rank is looked up first. From `SCAN` on, all are
   * scanned.
   */
  readonly rank: number;
  /**
   * Finds the matching resources, which are current and not deleted.
   * @param isPage true when only some of them are read, in id order
   */
  found(scope: Scope, isPage?: boolean): Found;
  /**
   * A condition on one resource.
   * @param id SQL of its id
   */
  test(scope: Scope, id: string): Part;
  /**
   * The test as rows that can be joined to others; absent where it can only be tested. MariaDB plans each nested query
   * whenever it executes a statement, and a join at once.
   */
  rows?(scope: Scope, id: string): TestRows;
  /** Whether only current resources pass the test. */
  readonly isProof: boolean;
  /** True when the index that finds the resources returns them in id order. */
  readonly isInOrder?: boolean;
  /**
   * The lookups of a few alternatives, whose indexes return them in id order; together they find the same resources.
   */
  byValue?(scope: Scope): readonly Found[];
  /** True when more are found than are sorted for a page; known only after counting. */
  readonly isWide?: boolean;
  /** The lookups in it. */
  readonly leaves?: readonly Leaf[];
  /**
   * The lookups worth counting, because one of several must be chosen to go first, or because their result is sorted.
   */
  readonly choices?: readonly Leaf[];
}

/** One lookup in an index. */
export interface Leaf extends Planned {
  /** Receives how many resources it finds; counts stop at `COUNTED_UP_TO`. */
  count(found: number): void;
}

/** Index rows counted at most to decide what is looked up first; the same number is sorted for a page. */
export const COUNTED_UP_TO = 10_000;

/** Lookups up to this rank need no count: ids and identifiers match few resources. */
export const FEW = 0;

/** Added to the rank of a lookup that exceeds the count, which puts it above all that were counted completely. */
const RANK_OF_MANY = 10;

/** A lookup that has the rank of its kind until it is counted. */
export function leaf(planned: Planned): Leaf {
  let { rank } = planned;
  let isWide = false;
  const self: Leaf = {
    ...planned,
    get rank() {
      return rank;
    },
    get isWide() {
      return isWide;
    },
    get leaves() {
      return [self];
    },
    count: (found) => {
      isWide = found >= COUNTED_UP_TO;
      rank = isWide ? RANK_OF_MANY + planned.rank : Math.log10(found + 1) * 2;
    },
  };
  return self;
}

/** The leaves or choices of several plans together. */
export function allOfThem(planned: readonly Planned[], which: 'leaves' | 'choices'): readonly Leaf[] {
  return planned.flatMap((each) => each[which] ?? []);
}

/** Rank of a clause that no index can answer. */
export const SCAN = 100;

/**
 * Makes the engine read tables in the order written. SQLite does so for CROSS JOIN, and reads the MySQL hint as a
 * comment.
 */
export const SELECT = 'SELECT /*! STRAIGHT_JOIN */';

/** `SELECT … AS id` of the rows found. */
export function selectIds({ from, where, id, isRepeated }: Found): Part {
  return joined([part(`${SELECT} ${isRepeated ? 'DISTINCT ' : ''}${id} AS id FROM`), from, part('WHERE'), where], ' ');
}

/** Adds conditions. */
export function narrowed(found: Found, conditions: readonly Part[]): Found {
  const bracketed = conditions.map(({ sql, values }) => part(`(${sql})`, ...values));
  return { ...found, where: joined([found.where, ...bracketed], ' AND ') };
}

/** The condition of a plan on one resource; beyond the maximum depth, that its id is among those the plan finds. */
export function partTest(planned: Planned, scope: Scope, id: string): Part {
  if (!scope.isDeep) return scope.nested(() => planned.test(scope, id));
  return part(`${id} IN (SELECT id FROM ${scope.table(() => selectIds(planned.found(scope)))})`);
}

/** The test of a plan as rows to join. */
export function testRows(planned: Planned, scope: Scope, id: string): TestRows {
  return planned.rows?.(scope, id) ?? { from: [], where: [planned.test(scope, id)] };
}

/** The same as one condition, with as few nested queries as possible. */
export function joinedTest(planned: Planned, scope: Scope, id: string): Part {
  const { from, where } = testRows(planned, scope, id);
  const all = joined(
    where.map(({ sql, values }) => part(`(${sql})`, ...values)),
    ' AND ',
  );
  if (from.length === 0) return all;
  const tables = joined(from, ' CROSS JOIN ');
  return part(`EXISTS (${SELECT} 1 FROM ${tables.sql} WHERE ${all.sql})`, ...tables.values, ...all.values);
}
