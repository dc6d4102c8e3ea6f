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
  /** How few resources it lets through, by experience: the lowest is looked up first. From `SCAN` on all are gone through. */
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
}

/** The rank of what no index finds. */
export const SCAN = 100;

/** Tables are read in the order they stand in: SQLite keeps it at CROSS JOIN, to which the word for MySQL is a comment. */
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
