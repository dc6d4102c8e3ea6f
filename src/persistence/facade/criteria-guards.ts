import type { ResourceKey } from '../../fhir';
import type { SqlSession, SqlTransaction } from '../sql/sql-database';
import { quoted } from './condition';

/** Strangers may share a row: they wait for each other once in a while, and the table does not grow. */
const ROWS = 4096;

/** What those hold who mean the same criteria begins with a character that no id has. */
export function isOfCriteria({ id }: ResourceKey): boolean {
  return id.startsWith('?');
}

/**
 * Rows that writers by criteria write before they look, so that of two one waits for the other, or starts again: on another node of
 * a cluster as well. What the application itself writes waits for nobody.
 */
export class CriteriaGuards {
  private readonly name: string;

  constructor(table: string) {
    this.name = quoted(table);
  }

  /** Where it is not there yet. */
  async make(session: SqlSession): Promise<void> {
    await session.rows(
      `CREATE TABLE IF NOT EXISTS ${this.name} (id INT UNSIGNED NOT NULL PRIMARY KEY, touched BIGINT UNSIGNED NOT NULL) ENGINE = InnoDB`,
      [],
    );
  }

  async hold(transaction: SqlTransaction, keys: readonly ResourceKey[]): Promise<void> {
    const rows = [...new Set(keys.map(rowOf))].sort((a, b) => a - b);
    for (const row of rows) {
      const sql = `INSERT INTO ${this.name} (id, touched) VALUES (?, 0) ON DUPLICATE KEY UPDATE touched = touched + 1`;
      await transaction.run(sql, [row]);
    }
  }
}

/** FNV-1a, folded. */
function rowOf({ type, id }: ResourceKey): number {
  const name = `${type}/${id}`;
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return ((hash >>> 12) ^ hash) & (ROWS - 1);
}
