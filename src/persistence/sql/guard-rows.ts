import type { Hold, ResourceKey } from '../../fhir';
import type { SqlTransaction } from './sql-database';

/*
 * A row of `fhir_guard` says nothing. It is there to be written: a row lock does not leave the node of a cluster it was
 * taken on, and locks nothing where there is no row, but two transactions that write one row exclude each other
 * everywhere. docs/adr/0009-guards.md tells why each is needed.
 *
 * A resource has a group of rows, found by a hash of its name, so that there is one for what was never stored, and the
 * table does not grow. Strangers may share a group; they wait for each other once in a while.
 *
 * The group has a row a lane. Who holds `shared` takes the row of its own lane, so that those who refer to one
 * organization seldom meet; who holds `exclusive` takes them all.
 *
 * Servers on one database must agree on all of this.
 */
const GROUPS = 4096;
const LANES = 16;

/** Rows of one statement: few different statements, each prepared once, for any number of rows. */
const ROWS_PER_STATEMENT = [64, 16, 4, 1] as const;

/** The lane of a transaction: one for all it holds, so that it meets another in all or in none. */
export function anyLane(): number {
  return Math.floor(Math.random() * LANES);
}

/** @returns numbers of rows, ascending, each once: who takes several takes them in one order */
export function guardsOf(how: Hold, keys: readonly ResourceKey[], lane: number): number[] {
  const guards = new Set<number>();
  for (const key of keys) {
    const first = groupOf(key) * LANES;
    if (how === 'shared') guards.add(first + lane);
    else for (let each = 0; each < LANES; each += 1) guards.add(first + each);
  }
  return [...guards].sort((a, b) => a - b);
}

/** The value must change: a server writes no row that stays as it is. */
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

/** FNV-1a, folded. */
function groupOf({ type, id }: ResourceKey): number {
  const name = `${type}/${id}`;
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return ((hash >>> 12) ^ hash) & (GROUPS - 1);
}
