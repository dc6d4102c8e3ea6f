import { part, type Part } from '../part';
import { Scope } from './scope';
import { COUNTED_UP_TO, FEW, SCAN, selectIds, type Leaf, type Planned } from './planned';
import type { SqlSession, SqlValue } from '../sql-database';

/** How many lookups are remembered (the oldest is dropped first) and for how long, milliseconds. */
const REMEMBERED = 2_000;
const LASTS_MS = 5 * 60_000;
/** Lookups with more values are not remembered, because a long list rarely comes again. */
const MOST_VALUES = 100;
/** Lookups per statement. */
const AT_ONCE = 20;

interface Estimate {
  readonly found: number;
  readonly until: number;
}

/**
 * How many resources lookups find: counted as far as it matters for a plan, and remembered. An outdated estimate makes
 * a search slower, never wrong.
 */
export class Estimates {
  private readonly known = new Map<string, Estimate>();

  /** Gives a plan the counts it needs before it is executed. */
  async inform(session: SqlSession, plan: Planned): Promise<void> {
    const asked = new Map<string, { readonly leaves: Leaf[]; readonly rows: Part }>();
    for (const leaf of choicesOf(plan)) {
      const rows = rowsOf(leaf);
      const key = keyOf(rows);
      const estimate = this.known.get(key);
      const others = asked.get(key);
      if (estimate && estimate.until > performance.now()) leaf.count(estimate.found);
      else if (others) others.leaves.push(leaf);
      else asked.set(key, { leaves: [leaf], rows });
    }
    const questions = [...asked];
    for (let at = 0; at < questions.length; at += AT_ONCE) {
      const some = questions.slice(at, at + AT_ONCE);
      const counts = await countsOf(session, some.map(([, { rows }]) => rows)); // prettier-ignore
      for (const [index, [key, { leaves, rows }]] of some.entries()) {
        const found = Number(counts[index]);
        for (const leaf of leaves) leaf.count(found);
        if (rows.values.length <= MOST_VALUES) this.remember(key, found);
      }
    }
  }

  private remember(key: string, found: number): void {
    this.known.delete(key);
    if (this.known.size >= REMEMBERED) this.known.delete(this.known.keys().next().value!);
    this.known.set(key, { found, until: performance.now() + LASTS_MS });
  }
}

function choicesOf(plan: Planned): readonly Leaf[] {
  const { choices = [], leaves = [] } = plan;
  const isSorted = leaves.length === 1 && leaves[0] === plan && !plan.isInOrder && !plan.byValue;
  return plan.rank > FEW && plan.rank < SCAN && isSorted ? leaves : choices;
}

function rowsOf(leaf: Leaf): Part {
  const scope = new Scope();
  const { sql, values } = selectIds(leaf.found(scope));
  return scope.complete(part(`${sql} LIMIT ?`, ...values, COUNTED_UP_TO));
}

function keyOf({ sql, values }: Part): string {
  return JSON.stringify([sql, values]);
}

async function countsOf(session: SqlSession, rows: readonly Part[]): Promise<readonly SqlValue[]> {
  const columns = rows.map(({ sql }) => `(SELECT COUNT(*) FROM (${sql}) counted)`);
  const [row] = await session.rows(
    `SELECT ${columns.join(', ')} LIMIT 1`,
    rows.flatMap(({ values }) => values),
  );
  return row ?? [];
}
