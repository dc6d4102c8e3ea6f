import type { Change, IndexedReference, Referrer, ResourceKey } from '../../fhir';
import { addedRows, removedRows } from './index-rows';
import type { SqlStatement, SqlTransaction, SqlValue } from './sql-database';

const IS_THERE = 'SELECT 1 FROM fhir_resource WHERE type = ? AND id = ? AND body IS NOT NULL';
/**
 * In the order of `fhir_reference_by_target`: nothing is sorted, and no more rows are read than asked for. One row a
 * resource would be GROUP BY with MIN(path), for which MariaDB 10.11 may take the primary key and then finds nothing.
 */
const REFERRERS = `SELECT type, id, path FROM fhir_reference
  WHERE target_type = ? AND target_id = ? AND NOT (type = ? AND id = ?) ORDER BY type, id, path LIMIT ?`;
const REMOVE_ALL = 'DELETE FROM fhir_reference WHERE type = ? AND id = ?';
export const REFERENCE_COLUMNS = ['type', 'id', 'target_type', 'target_id', 'path'];

/** One statement each, by the whole key. */
export async function selectMissing(transaction: SqlTransaction, keys: readonly ResourceKey[]): Promise<ResourceKey[]> {
  const missing: ResourceKey[] = [];
  for (const key of inOrder(keys, nameOf)) {
    const rows = await transaction.rows(IS_THERE, [key.type, key.id]);
    if (rows.length === 0) missing.push(key);
  }
  return missing;
}

export async function selectReferrers(
  transaction: SqlTransaction,
  { type, id }: ResourceKey,
  limit: number,
): Promise<Referrer[]> {
  const rows = await transaction.rows(REFERRERS, [type, id, type, id, limit]);
  return rows.map(([referrer, itsId, path]) => ({ type: String(referrer), id: String(itsId), path: String(path) }));
}

/** As `entryStatements`. */
export function referenceStatements(
  { type, id }: ResourceKey,
  { added, removed }: Change<IndexedReference>,
): readonly SqlStatement[] {
  const rowOf = referenceRow({ type, id });
  return [
    ...removedRows('fhir_reference', REFERENCE_COLUMNS, inOrder(removed, placeOf).map(rowOf)),
    ...addedRows('fhir_reference', REFERENCE_COLUMNS, inOrder(added, placeOf).map(rowOf)),
  ];
}

/** The row of a reference, by the resource that it stands in. */
export function referenceRow({ type, id }: ResourceKey) {
  return (reference: IndexedReference): SqlValue[] => [type, id, reference.type, reference.id, reference.path];
}

/** All that a deleted resource referred to, whatever its rows were computed from. */
export function withoutReferences({ type, id }: ResourceKey): SqlStatement {
  return { sql: REMOVE_ALL, values: [type, id] };
}

const nameOf = ({ type, id }: ResourceKey): string => `${type}/${id}`;
const placeOf = (reference: IndexedReference): string => `${nameOf(reference)} ${reference.path}`;

/** Each once. */
function inOrder<T>(entries: readonly T[], keyOf: (entry: T) => string): T[] {
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}
