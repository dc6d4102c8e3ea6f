import {
  SqlFaultError,
  type SqlDatabase,
  type SqlSession,
  type SqlStatement,
  type SqlTransaction,
} from './sql-database';
import { part, type Part } from './part';

/*
 * The number of resources of a type is kept in `fhir_total` rather than counted. A type has one row per lane, and a
 * transaction that creates or deletes a resource updates the row of its own lane, so that others rarely wait for it. The
 * total is the sum of all lanes.
 */
const ADD = 'UPDATE fhir_total SET n = n + ? WHERE type = ? AND lane = ?';
const FIRST = 'INSERT INTO fhir_total (n, type, lane) VALUES (?, ?, ?)';

export function totalOfType(type: string): Part {
  return part('SELECT COALESCE(SUM(n), 0) AS n FROM fhir_total WHERE type = ?', type);
}

const COUNTED = `SELECT (SELECT COALESCE(SUM(n), 0) FROM fhir_total WHERE type = ?),
  (SELECT COUNT(*) FROM fhir_resource WHERE type = ? AND interaction <> 'delete')`;
const LOCK = 'UPDATE fhir_total SET n = n WHERE type = ?';

/** The stored total minus the actual count, both of the same moment because one statement reads them. */
export async function totalError(session: SqlSession, type: string): Promise<number> {
  const [row] = await session.rows(COUNTED, [type, type]);
  return Number(row![0]) - Number(row![1]);
}

/** Keeps others from creating and deleting until the transaction ends, except for the first write in a new lane. */
export async function lockTotals(transaction: SqlTransaction, type: string): Promise<void> {
  await transaction.run(LOCK, [type]);
}

/** Corrects a total; any lane will do. */
export async function addToTotal(transaction: SqlTransaction, type: string, by: number): Promise<void> {
  if ((await transaction.run(ADD, [by, type, 0])) === 0) await insert(transaction, [by, type, 0]);
}

/** Rows known to be committed, as `type lane`, by database; they are never deleted. */
const KNOWN = new WeakMap<SqlDatabase, Set<string>>();

/** What one transaction adds to totals. */
export class TotalRows {
  private readonly made = new Set<string>();

  private readonly known: Set<string>;

  constructor(
    database: SqlDatabase,
    private readonly lane: number,
  ) {
    this.known = KNOWN.get(database) ?? new Set();
    KNOWN.set(database, this.known);
  }

  /**
   * Adds to the total of a type; once its row is known to exist, by a statement that can share a round trip with
   * others.
   * @param by 1 or -1
   */
  async added(transaction: SqlTransaction, type: string, by: number): Promise<readonly SqlStatement[]> {
    const name = `${type} ${this.lane}`;
    const values = [by, type, this.lane];
    if (this.known.has(name) || this.made.has(name)) return [{ sql: ADD, values }];
    if ((await transaction.run(ADD, values)) > 0) {
      this.known.add(name);
      return [];
    }
    await insert(transaction, values);
    this.made.add(name);
    return [];
  }
}

async function insert(transaction: SqlTransaction, values: readonly (string | number)[]): Promise<void> {
  try {
    await transaction.run(FIRST, values);
  } catch (error) {
    if (!(error instanceof SqlFaultError) || error.fault !== 'duplicate-key') throw error;
    // Another transaction has just created the row; the unit is retried and finds it.
    throw new SqlFaultError('contention', error);
  }
}
