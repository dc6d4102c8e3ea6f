import { onePage, type HistoryRequest, type StoredVersion, type WriteInteraction } from '../../fhir';
import type { SqlRow, SqlSession, SqlTransaction } from '../sql/sql-database';
import { quoted } from './condition';

const SETTINGS = 'ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
const COLUMNS = 'number, version_id, last_updated, interaction, body';

/** Keeps past versions for tables that hold the current one only; one table serves any number of types. */
export class HistoryTable {
  private readonly name: string;

  constructor(table: string) {
    this.name = quoted(table);
  }

  /** Creates the table if it does not exist yet. */
  async make(session: SqlSession): Promise<void> {
    await session.rows(
      `CREATE TABLE IF NOT EXISTS ${this.name} (
        type VARCHAR(64) NOT NULL, id VARCHAR(64) NOT NULL, number INT UNSIGNED NOT NULL, version_id VARCHAR(64) NOT NULL,
        last_updated BIGINT NOT NULL, interaction VARCHAR(8) NOT NULL, bytes INT UNSIGNED NOT NULL, body LONGTEXT NULL,
        PRIMARY KEY (type, id, number), KEY (type, id, version_id)) ${SETTINGS}`,
      [],
    );
  }

  async newest(session: SqlSession, type: string, id: string): Promise<NumberedVersion | undefined> {
    const sql = `SELECT ${COLUMNS} FROM ${this.name} WHERE type = ? AND id = ? ORDER BY number DESC LIMIT 1`;
    const [row] = await session.rows(sql, [type, id]);
    return row && toVersion(type, id, row);
  }

  async version(session: SqlSession, type: string, id: string, versionId: string): Promise<StoredVersion | undefined> {
    const sql = `SELECT ${COLUMNS} FROM ${this.name} WHERE type = ? AND id = ? AND version_id = ? ORDER BY number DESC LIMIT 1`;
    const [row] = await session.rows(sql, [type, id, versionId]);
    // A database may ignore trailing spaces when it compares names.
    const found = row && toVersion(type, id, row).version;
    return found?.versionId === versionId ? found : undefined;
  }

  /**
   * Adds a version unless it is already the newest. The caller holds the lock on the row of the resource, so that no
   * number is given twice.
   */
  async see(transaction: SqlTransaction, version: StoredVersion): Promise<void> {
    const { type, id, versionId, lastUpdated, interaction, json } = version;
    const newest = await this.newest(transaction, type, id);
    if (newest?.version.versionId === versionId) return;
    const number = (newest?.number ?? 0) + 1;
    await transaction.run(
      `INSERT INTO ${this.name} (type, id, number, version_id, last_updated, interaction, bytes, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [type, id, number, versionId, lastUpdated.getTime(), interaction, Buffer.byteLength(json ?? ''), json],
    );
  }

  /** Keeps the versions that were current within the time: begun by its end, and replaced after its beginning. */
  private get currentAt(): string {
    const next = `SELECT n.last_updated FROM ${this.name} n WHERE n.type = v.type AND n.id = v.id AND n.number = v.number + 1`;
    return ` AND last_updated <= ? AND CASE WHEN interaction = 'delete' THEN last_updated >= ? ELSE COALESCE((${next}), ?) > ? END`;
  }

  /**
   * @param below only versions with a smaller number
   * @param replaced when the newest version was replaced by one that is not in this table; absent when it was not
   */
  async page(
    session: SqlSession,
    { type, id, since, at, count, bytes }: HistoryRequest,
    below: number,
    replaced?: Date,
  ): Promise<{ readonly versions: readonly StoredVersion[]; readonly total: number; readonly next?: number }> {
    const [from, until] = [at?.from.getTime() ?? 0, at?.until.getTime() ?? 0];
    const fitting = `FROM ${this.name} v WHERE type = ? AND id = ? AND last_updated >= ?${at ? this.currentAt : ''}`;
    const end = replaced?.getTime() ?? from + 1;
    const values = [type, id, since?.getTime() ?? 0, ...(at ? [until, from, end, from] : [])];
    const [[total = 0] = []] = await session.rows(`SELECT COUNT(*) ${fitting}`, values);
    const sizes = await session.rows(`SELECT number, bytes ${fitting} AND number < ? ORDER BY number DESC LIMIT ?`, [
      ...values,
      below,
      count + 1,
    ]);
    const carried = onePage(sizes, { count, bytes }, ([, size]) => Number(size));
    // The page was filled before this table was reached; the next page starts here.
    if (carried.length === 0) return { versions: [], total: Number(total), ...(sizes.length > 0 && { next: below }) };
    const last = Number(carried.at(-1)![0]);
    const rows = await session.rows(
      `SELECT ${COLUMNS} ${fitting} AND number < ? AND number >= ? ORDER BY number DESC`,
      [...values, below, last],
    );
    return {
      versions: rows.map((row) => toVersion(type, id, row).version),
      total: Number(total),
      ...(carried.length < sizes.length && { next: last }),
    };
  }
}

/** A version and its position in the history, counted from 1. */
export interface NumberedVersion {
  readonly number: number;
  readonly version: StoredVersion;
}

function toVersion(
  type: string,
  id: string,
  [number, versionId, lastUpdated, interaction, body]: SqlRow,
): NumberedVersion {
  return {
    number: Number(number),
    version: {
      type,
      id,
      versionId: String(versionId),
      lastUpdated: new Date(Number(lastUpdated)),
      interaction: interaction as WriteInteraction,
      json: body === null ? null : String(body),
    },
  };
}

/** Keeps elements that the tables cannot hold; one table serves any number of types. */
export class BesideTable {
  private readonly name: string;

  constructor(table: string) {
    this.name = quoted(table);
  }

  /** Creates the table if it does not exist yet. */
  async make(session: SqlSession): Promise<void> {
    await session.rows(
      `CREATE TABLE IF NOT EXISTS ${this.name} (
        type VARCHAR(64) NOT NULL, id VARCHAR(64) NOT NULL, body LONGTEXT NOT NULL, PRIMARY KEY (type, id)) ${SETTINGS}`,
      [],
    );
  }

  /** @returns JSON text by id */
  async read(session: SqlSession, type: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const places = ids.map(() => '?').join(', ');
    const rows = await session.rows(`SELECT id, body FROM ${this.name} WHERE type = ? AND id IN (${places})`, [
      type,
      ...ids,
    ]);
    return new Map(rows.map(([id, body]) => [String(id), String(body)]));
  }

  /** @param json undefined to remove what was kept */
  async write(transaction: SqlTransaction, type: string, id: string, json: string | undefined): Promise<void> {
    if (json === undefined) await transaction.run(`DELETE FROM ${this.name} WHERE type = ? AND id = ?`, [type, id]);
    else await transaction.run(`REPLACE INTO ${this.name} (type, id, body) VALUES (?, ?, ?)`, [type, id, json]);
  }
}
