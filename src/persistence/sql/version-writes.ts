import { StaleWriteError, type ResourceKey, type StoredVersion, type VersionDraft } from '../../fhir';
import { among } from './clause-sql';
import { addedRows, insertedRows, runAll } from './index-rows';
import { byType, versionNumber } from './resource-rows';
import { SqlFaultError, type SqlStatement, type SqlTransaction, type SqlValue } from './sql-database';

const VERSIONS = 'SELECT id, version FROM fhir_resource WHERE type = ?';
/** SQLite reads this as a comment; there a transaction has the whole file to itself. */
const LOCKED = '/*! FOR UPDATE */';
const REPLACE_CURRENT = `UPDATE fhir_resource SET version = ?, last_updated = ?, interaction = ?, bytes = ?, body = ?
  WHERE type = ? AND id = ? AND version = ?`;
const INSERT_COLUMNS = '(version, last_updated, interaction, bytes, body, type, id) VALUES (?, ?, ?, ?, ?, ?, ?)';
const INSERT_CURRENT = `INSERT INTO fhir_resource ${INSERT_COLUMNS}`;
/** The body is already in the database by then, so it need not be sent twice. */
const KEEP_VERSIONS = `INSERT INTO fhir_resource_version (version, last_updated, interaction, bytes, body, type, id)
  SELECT version, last_updated, interaction, bytes, body, type, id FROM fhir_resource WHERE type = ?`;

/** A version to be written over the one before it. */
export interface NextVersion {
  readonly version: StoredVersion;
  /** Number of the version before; 0 when the id was never used. */
  readonly before: number;
}

/**
 * Versions are numbered from 1 for each resource, deletions included.
 * @throws StaleWriteError when `expected` is a version that cannot exist
 */
export function nextVersion(draft: VersionDraft, expected: string | null): NextVersion {
  const { type, id, interaction, resource, at: lastUpdated } = draft;
  if (id === undefined) throw new TypeError('This store does not give ids; the draft has none');
  const before = expected === null ? 0 : versionNumber(expected);
  if (before === undefined) throw new StaleWriteError(type, id, expected);
  const stamp = { id, versionId: String(before + 1), lastUpdated };
  return { before, version: { type, ...stamp, interaction, json: resource === null ? null : draft.render(stamp) } };
}

/**
 * The UPDATE's own condition (or the primary key) makes the comparison, so nothing can come between it and the write.
 * @throws StaleWriteError
 */
export async function writeCurrent(transaction: SqlTransaction, { version, before }: NextVersion): Promise<void> {
  const row = rowOf(version);
  const written = await (before === 0 ? insertCurrent(transaction, row) : replaceCurrent(transaction, row, before));
  if (!written) throw stale({ version, before });
}

/**
 * The same for a few distinct resources whose texts are short, in one round trip where the engine has round trips.
 * @param writes sorted by key, so that every writer uses the same order
 * @throws StaleWriteError; some versions may have been written by then
 */
export async function writeFewCurrent(transaction: SqlTransaction, writes: readonly NextVersion[]): Promise<void> {
  if (writes.length === 1 || !transaction.runEach) {
    for (const write of writes) await writeCurrent(transaction, write);
    return;
  }
  const statements = writes.map(({ version, before }) =>
    before === 0
      ? { sql: INSERT_CURRENT, values: rowOf(version) }
      : { sql: REPLACE_CURRENT, values: [...rowOf(version), before] },
  );
  const written = await unlessThere(writes, () => transaction.runEach!(statements));
  const other = writes.find((_, at) => written[at] !== 1);
  if (other) throw stale(other);
}

/** @throws StaleWriteError when one of the resources was created in the meantime */
async function unlessThere<T>(writes: readonly NextVersion[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SqlFaultError) || error.fault !== 'duplicate-key') throw error;
    throw stale(writes.find(({ before }) => before === 0)!);
  }
}

/**
 * Writes versions of several distinct resources: the existing ones are locked and compared, then all are written.
 * @param writes sorted by key, so that every writer uses the same order
 * @throws StaleWriteError; some versions may have been written by then
 */
export async function writeAll(transaction: SqlTransaction, writes: readonly NextVersion[]): Promise<void> {
  const over = writes.filter(({ before }) => before > 0);
  await lockCurrent(transaction, over);
  await runAll(transaction, addedRows('fhir_resource', ROW, over.map(({ version }) => rowOf(version)), WEIGHT)); // prettier-ignore
  const fresh = writes.filter(({ before }) => before === 0);
  await unlessThere(
    fresh,
    () =>
    runAll(transaction, insertedRows('fhir_resource', ROW, fresh.map(({ version }) => rowOf(version)), WEIGHT)), // prettier-ignore
  );
}

async function lockCurrent(transaction: SqlTransaction, writes: readonly NextVersion[]): Promise<void> {
  if (writes.length === 0) return;
  const versions = new Map<string, number>();
  for (const { type, ids } of byType(writes.map(({ version }) => version))) {
    const { sql, values } = among('id', ids);
    const rows = await transaction.rows(`${VERSIONS} AND ${sql} ${LOCKED}`, [type, ...values]);
    for (const [id, version] of rows) versions.set(`${type}/${String(id)}`, Number(version));
  }
  for (const write of writes) {
    if (versions.get(`${write.version.type}/${write.version.id}`) !== write.before) throw stale(write);
  }
}

function stale({ version: { type, id }, before }: NextVersion): StaleWriteError {
  return new StaleWriteError(type, id, before === 0 ? null : String(before));
}

const WEIGHT = (row: readonly SqlValue[]): number => String(row[4] ?? '').length;
const ROW = ['version', 'last_updated', 'interaction', 'bytes', 'body', 'type', 'id'];

function rowOf({ type, id, versionId, lastUpdated, interaction, json }: StoredVersion): readonly SqlValue[] {
  const bytes = json === null ? 0 : Buffer.byteLength(json);
  return [Number(versionId), lastUpdated.getTime(), interaction, bytes, json, type, id];
}

/** Copies the current version to the version table, where it stays when it is replaced. */
export function keptVersion({ type, id }: ResourceKey): SqlStatement {
  return { sql: `${KEEP_VERSIONS} AND id = ?`, values: [type, id] };
}

/** The same for several. */
export function keptVersions(keys: readonly ResourceKey[]): readonly SqlStatement[] {
  return byType(keys).map(({ type, ids }) => {
    const { sql, values } = among('id', ids);
    return { sql: `${KEEP_VERSIONS} AND ${sql}`, values: [type, ...values] };
  });
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
