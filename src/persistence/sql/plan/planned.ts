import { joined, part, type Part } from '../part';
import type { Scope } from './scope';

/** Rows of which each has the id of a resource that fits. */
export interface Found {
  /** Tables, each with an alias of its own. */
  readonly from: Part;
  readonly where: Part;
  /** SQL of the id. */
  readonly id: string;
  /** No resource is there twice. */
  readonly isEachOnce?: boolean;
  /** What `fhir_resource` is called there, where it is read in the order of its key. */
  readonly row?: string;
}

/** What a clause comes to on the resources of one type. */
export interface Planned {
  /**
   * How few resources it lets through, by experience: the lowest is looked up first. From `SCAN` on all are gone
   * through.
   */
  readonly rank: number;
  /**
   * Where those that fit are; they are current, and not deleted.
   * @param isPage some of them are read, in the order of their ids
   */
  found(scope: Scope, isPage?: boolean): Found;
  /**
   * The condition on one resource.
   * @param id SQL of its id
   */
  test(scope: Scope, id: string): Part;
  /** Whether only current resources pass the test. */
  readonly isProof: boolean;
  /** Those that are looked up come in the order of their ids, by the index that finds them. */
  readonly isInOrder?: boolean;
  /** More are found than are sorted for a page; not known before it was counted. */
  readonly isWide?: boolean;
  /** The look-ups in it. */
  readonly leaves?: readonly Leaf[];
  /**
   * Those of which it matters how much they find: one of several is to be looked up first, or what it finds is to be
   * sorted.
   */
  readonly choices?: readonly Leaf[];
}

/** One look-up of an index. */
export interface Leaf extends Planned {
  /** Tells how many it finds; from `COUNTED_UP_TO` on they are not told apart. */
  count(found: number): void;
}

/** Rows of an index that are counted before it is decided what is looked up first; as many are sorted for a page. */
export const COUNTED_UP_TO = 10_000;

/** Of ranks by experience those that need not be counted: ids, identifiers. */
export const FEW = 0;

/** Ranks of what was counted are below those of what finds more than was counted. */
const RANK_OF_MANY = 10;

/** A look-up whose rank is that of its kind until it is counted. */
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

/** What several have in all. */
export function allOfThem(planned: readonly Planned[], which: 'leaves' | 'choices'): readonly Leaf[] {
  return planned.flatMap((each) => each[which] ?? []);
}

/** The rank of what no index finds. */
export const SCAN = 100;

/**
 * Tables are read in the order they stand in: SQLite keeps it at CROSS JOIN, to which the word for MySQL is a comment.
 */
export const SELECT = 'SELECT /*! STRAIGHT_JOIN */';

/** `SELECT … AS id` of what was found. */
export function selectIds({ from, where, id }: Found): Part {
  return joined([part(`${SELECT} ${id} AS id FROM`), from, part('WHERE'), where], ' ');
}

/** Adds conditions. */
export function narrowed(found: Found, conditions: readonly Part[]): Found {
  const bracketed = conditions.map(({ sql, values }) => part(`(${sql})`, ...values));
  return { ...found, where: joined([found.where, ...bracketed], ' AND ') };
}

/** The condition of a part on one resource; of parts of parts of parts, that it is among what they find. */
export function partTest(planned: Planned, scope: Scope, id: string): Part {
  if (!scope.isDeep) return scope.nested(() => planned.test(scope, id));
  return part(`${id} IN (SELECT id FROM ${scope.table(() => selectIds(planned.found(scope)))})`);
}
