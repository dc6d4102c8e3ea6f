import { SqlFaultError, type SqlDatabase, type SqlStatement, type SqlTransaction } from './sql-database';
import { part, type Part } from './part';

/*
 * How many resources of a type there are is kept in `fhir_total` and not counted: a type has a row a lane, and a transaction
 * that creates or deletes writes the row of its own lane, so that others seldom wait for it. All lanes together are the total.
 */
const ADD = 'UPDATE fhir_total SET n = n + ? WHERE type = ? AND lane = ?';
const FIRST = 'INSERT INTO fhir_total (n, type, lane) VALUES (?, ?, ?)';

export function totalOfType(type: string): Part {
  return part('SELECT COALESCE(SUM(n), 0) AS n FROM fhir_total WHERE type = ?', type);
}

/** Rows that were found committed, as `type lane`, of each database; they never go. */
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
   * Adds to the total of a type: by a statement for the same round trip as others, once the row is known to be there.
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
    // Somebody else has just made it: the unit runs again, and finds it.
    throw new SqlFaultError('contention', error);
  }
}
