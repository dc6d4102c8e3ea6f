import type { RateStore } from '../../fhir';
import type { SqlDatabase } from './sql-database';
import type { Transact } from './sql-job-store';

const UPDATE = 'UPDATE fhir_rate SET used = ? WHERE period = ? AND process = ? AND client = ?';
const INSERT = 'INSERT INTO fhir_rate (period, process, client, used) VALUES (?, ?, ?, ?)';
const TOTALS = 'SELECT client, SUM(used) FROM fhir_rate WHERE period = ? GROUP BY client';
const FORGET = 'DELETE FROM fhir_rate WHERE period < ?';

/**
 * Each process writes its own rows, with its whole count rather than the increment: processes never wait for each
 * other, and a write that is repeated counts once.
 */
export class SqlRateStore implements RateStore {
  private newest = -1;

  constructor(
    private readonly database: Pick<SqlDatabase, 'rows'>,
    private readonly transact: Transact,
  ) {}

  async share(
    period: number,
    process: string,
    counts: ReadonlyMap<string, number>,
  ): Promise<ReadonlyMap<string, number>> {
    const isNew = period !== this.newest;
    if (counts.size > 0 || isNew) {
      await this.transact(async (transaction) => {
        if (isNew) await transaction.run(FORGET, [period]);
        for (const [client, used] of counts) {
          const known = await transaction.run(UPDATE, [used, period, process, client]);
          if (known === 0) await transaction.run(INSERT, [period, process, client, used]);
        }
      });
    }
    this.newest = period;
    const rows = await this.database.rows(TOTALS, [period]);
    return new Map(rows.map(([client, used]) => [String(client), Number(used)]));
  }
}
