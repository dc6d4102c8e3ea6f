import type { Hold, ResourceKey } from '../../fhir';
import { foldedHash } from './folded-hash';
import type { SqlTransaction } from './sql-database';

/*
 * A row of `fhir_guard` carries no information; it exists to be written. A row lock is local to its cluster node, and locks
 * nothing where no row exists, but two transactions that write the same row exclude each other everywhere.
 * docs/adr/0009-guards.md explains why each guard is needed.
 *
 * A hash of its name assigns each resource a group of rows, so that a resource that was never stored has one too and the
 * table does not grow. Unrelated resources may share a group; their writers then occasionally wait for each other.
 *
 * A group has one row per lane. A `shared` holder takes the row of its own lane, so that transactions that refer to the same
 * organization rarely meet; an `exclusive` holder takes all of them.
 *
 * All servers on one database must agree on all of this.
 */
const GROUPS = 4096;
const LANES = 16;

/** Rows per statement: a few statements, each prepared once, serve any number of rows. */
const ROWS_PER_STATEMENT = [64, 16, 4, 1] as const;

/** The lane of a transaction: the same one for all it holds, so that it meets another transaction in all or in none. */
export function anyLane(): number {
  return Math.floor(Math.random() * LANES);
}

/** @returns distinct row numbers in ascending order, so that every transaction takes them in the same order */
export function guardsOf(how: Hold, keys: readonly ResourceKey[], lane: number): number[] {
  const guards = new Set<number>();
  for (const key of keys) {
    const first = foldedHash(key, GROUPS) * LANES;
    if (how === 'shared') guards.add(first + lane);
    else for (let each = 0; each < LANES; each += 1) guards.add(first + each);
  }
  return [...guards].sort((a, b) => a - b);
}

/** The value must change, because a server does not write a row that stays the same. */
export async function touchGuards(transaction: SqlTransaction, guards: readonly number[]): Promise<void> {
  for (let at = 0; at < guards.length;) {
    const count = ROWS_PER_STATEMENT.find((size) => size <= guards.length - at)!;
    const places = Array<string>(count).fill('(?, 0)').join(', ');
    await transaction.run(
      `INSERT INTO fhir_guard (id, touched) VALUES ${places} ON DUPLICATE KEY UPDATE touched = touched + 1`,
      guards.slice(at, at + count),
    );
    at += count;
  }
}
