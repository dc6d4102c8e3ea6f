import type { ResourceKey } from '../../fhir';
import { foldedHash } from '../sql/folded-hash';
import type { SqlSession, SqlTransaction } from '../sql/sql-database';
import { quoted } from './condition';

/** Unrelated criteria may share a row: their writers occasionally wait for each other, but the table does not grow. */
const ROWS = 4096;

/** A key that stands for criteria begins with `?`, a character no id contains. */
export function isOfCriteria({ id }: ResourceKey): boolean {
  return id.startsWith('?');
}

/**
 * Rows that a conditional write updates before it searches. Of two writers with the same criteria, one then waits for
 * the other or is retried, even when they are on different nodes of a cluster. The application's own writes never wait.
 */
export class CriteriaGuards {
  private readonly name: string;

  constructor(table: string) {
    this.name = quoted(table);
  }

  /** Creates the table if it does not exist. */
  async make(session: SqlSession): Promise<void> {
    await session.rows(
      `CREATE TABLE IF NOT EXISTS ${this.name} (id INT UNSIGNED NOT NULL PRIMARY KEY, touched BIGINT UNSIGNED NOT NULL) ENGINE = InnoDB`,
      [],
    );
  }

  async hold(transaction: SqlTransaction, keys: readonly ResourceKey[]): Promise<void> {
    const rows = [...new Set(keys.map((key) => foldedHash(key, ROWS)))].sort((a, b) => a - b);
    for (const row of rows) {
      const sql = `INSERT INTO ${this.name} (id, touched) VALUES (?, 0) ON DUPLICATE KEY UPDATE touched = touched + 1`;
      await transaction.run(sql, [row]);
    }
  }
}
