import {
  StaleWriteError,
  type DeletionRequest,
  type HistoryPage,
  type HistoryRequest,
  type ResourceKey,
  type StoredVersion,
  type VersionDraft,
  type WriteInteraction,
} from '../../fhir';
import { selectPage, type PageQuery } from './page-rows';
import {
  SqlFaultError,
  type SqlRow,
  type SqlSession,
  type SqlStatement,
  type SqlTransaction,
  type SqlValue,
} from './sql-database';

const COLUMNS = 'version, last_updated, interaction, body';
const CURRENT = `SELECT ${COLUMNS} FROM fhir_resource WHERE type = ? AND id = ? LIMIT 1`;
const VERSION = `SELECT ${COLUMNS} FROM fhir_resource_version WHERE type = ? AND id = ? AND version = ? LIMIT 1`;
const SINCE = 'FROM fhir_resource_version WHERE type = ? AND id = ? AND last_updated >= ?';
const KEYS = `SELECT version, bytes ${SINCE} AND version < ? ORDER BY version DESC LIMIT ?`;
const TOTAL = `SELECT COUNT(*) AS n ${SINCE}`;
const REPLACE_CURRENT = `UPDATE fhir_resource SET version = ?, last_updated = ?, interaction = ?, bytes = ?, body = ?
  WHERE type = ? AND id = ? AND version = ?`;
const INSERT_COLUMNS = '(version, last_updated, interaction, bytes, body, type, id) VALUES (?, ?, ?, ?, ?, ?, ?)';
const INSERT_CURRENT = `INSERT INTO fhir_resource ${INSERT_COLUMNS}`;
/** The body is in the database by then: it need not be sent twice. */
const KEEP_VERSION = `INSERT INTO fhir_resource_version (version, last_updated, interaction, bytes, body, type, id)
  SELECT version, last_updated, interaction, bytes, body, type, id FROM fhir_resource WHERE type = ? AND id = ?`;

/** The column is a signed INT of 32 bits. */
const LARGEST_VERSION = 2 ** 31 - 1;

export async function selectCurrent(session: SqlSession, type: string, id: string): Promise<StoredVersion | undefined> {
  const [row] = await session.rows(CURRENT, [type, id]);
  return row && toVersion(type, id, row);
}

export async function selectVersion(
  session: SqlSession,
  type: string,
  id: string,
  versionId: string,
): Promise<StoredVersion | undefined> {
  const version = versionNumber(versionId);
  if (version === undefined) return undefined;
  const [row] = await session.rows(VERSION, [type, id, version]);
  return row && toVersion(type, id, row);
}

export async function selectHistory(session: SqlSession, request: HistoryRequest): Promise<HistoryPage> {
  const { type, id, since, cursor } = request;
  const all = [type, id, since?.getTime() ?? 0];
  // A version that cannot be has none before it.
  const below = cursor === undefined ? LARGEST_VERSION + 1 : (versionNumber(cursor) ?? 0);
  const query: PageQuery = {
    table: 'fhir_resource_version',
    key: 'version',
    order: 'DESC',
    total: { sql: TOTAL, values: all },
    keys: (most) => ({ sql: KEYS, values: [...all, below, most] }),
    owner: { sql: 'r.type = ? AND r.id = ?', values: [type, id] },
  };
  const { rows, total, hasMore } = await selectPage(session, query, request);
  const versions = rows.map(([, ...row]) => toVersion(type, id, row));
  const last = versions.at(-1);
  return { versions, total: total ?? 0, ...(hasMore && last && { next: last.versionId }) };
}

const DELETIONS = `SELECT id FROM fhir_resource
  WHERE type = ? AND last_updated >= ? AND interaction = 'delete' AND id > ? ORDER BY id LIMIT ?`;

export async function selectDeletions(session: SqlSession, request: DeletionRequest): Promise<readonly string[]> {
  const { type, since, after = '', count } = request;
  const rows = await session.rows(DELETIONS, [type, since.getTime(), after, count]);
  return rows.map(([id]) => String(id));
}

/**
 * Versions are counted from 1 for each resource, deletions included. The comparison is the UPDATE's own condition (or the
 * primary key), so nobody can come between it and the write.
 */
export async function writeCurrent(
  transaction: SqlTransaction,
  draft: VersionDraft,
  expected: string | null,
): Promise<StoredVersion> {
  const { type, id, interaction, resource, at: lastUpdated } = draft;
  if (id === undefined) throw new TypeError('This store does not give ids; the draft has none');
  const before = expected === null ? 0 : versionNumber(expected);
  if (before === undefined) throw new StaleWriteError(type, id, expected);
  const stamp = { id, versionId: String(before + 1), lastUpdated };
  const json = resource === null ? null : draft.render(stamp);
  const bytes = json === null ? 0 : Buffer.byteLength(json);
  const row = [before + 1, lastUpdated.getTime(), interaction, bytes, json, type, id];
  const written = await (before === 0 ? insertCurrent(transaction, row) : replaceCurrent(transaction, row, before));
  if (!written) throw new StaleWriteError(type, id, expected);
  return { type, ...stamp, interaction, json };
}

/** Keeps what was written as a version, for when it is not the current one any more. */
export function keptVersion({ type, id }: ResourceKey): SqlStatement {
  return { sql: KEEP_VERSION, values: [type, id] };
}

async function insertCurrent(transaction: SqlTransaction, row: readonly SqlValue[]): Promise<boolean> {
  try {
    await transaction.run(INSERT_CURRENT, row);
    return true;
  } catch (error) {
    if (error instanceof SqlFaultError && error.fault === 'duplicate-key') return false;
    throw error;
  }
}

async function replaceCurrent(
  transaction: SqlTransaction,
  row: readonly SqlValue[],
  current: number,
): Promise<boolean> {
  return (await transaction.run(REPLACE_CURRENT, [...row, current])) === 1;
}

/** @param row the columns of a version, in their order here */
export function toVersion(type: string, id: string, [version, lastUpdated, interaction, body]: SqlRow): StoredVersion {
  return {
    type,
    id,
    versionId: String(version),
    lastUpdated: new Date(Number(lastUpdated)),
    interaction: interaction as WriteInteraction,
    json: body as string | null,
  };
}

/** undefined: no resource can have this version; the database is not asked, since MySQL takes `1x` for 1. */
function versionNumber(versionId: string): number | undefined {
  if (!/^[1-9]\d{0,9}$/.test(versionId)) return undefined;
  const version = Number(versionId);
  return version <= LARGEST_VERSION ? version : undefined;
}
