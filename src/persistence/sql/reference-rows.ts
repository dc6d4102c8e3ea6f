import type { Change, IndexedReference, Referrer, ResourceKey } from '../../fhir';
import type { OwnChange } from './entry-rows';
import { distinctRows, removedRows } from './index-rows';
import { among } from './clause-sql';
import { byType } from './resource-rows';
import type { SqlSession, SqlStatement, SqlTransaction, SqlValue } from './sql-database';

const ARE_THERE = "SELECT id FROM fhir_resource WHERE type = ? AND interaction <> 'delete'";
/**
 * In the order of `fhir_reference_by_target`, so that nothing is sorted and no more rows are read than requested. One
 * row per resource would need GROUP BY with MIN(path); MariaDB 10.11 may use the primary key for that, and then finds
 * nothing.
 */
const REFERRERS = `SELECT type, id, path FROM fhir_reference
  WHERE target_type = ? AND target_id = ? AND NOT (type = ? AND id = ?) ORDER BY type, id, path LIMIT ?`;
const REMOVE_ALL = 'DELETE FROM fhir_reference WHERE type = ? AND id = ?';
export const REFERENCE_COLUMNS = ['type', 'id', 'target_type', 'target_id', 'path'];

/** @returns distinct keys, sorted */
export async function selectMissing(session: SqlSession, keys: readonly ResourceKey[]): Promise<ResourceKey[]> {
  const asked = inOrder(keys, nameOf);
  const there = new Set<string>();
  for (const { type, ids } of byType(asked)) {
    const { sql, values } = among('id', ids);
    const rows = await session.rows(`${ARE_THERE} AND ${sql}`, [type, ...values]);
    for (const [id] of rows) there.add(nameOf({ type, id: String(id) }));
  }
  return asked.filter((key) => !there.has(nameOf(key)));
}

export async function selectReferrers(
  transaction: SqlTransaction,
  { type, id }: ResourceKey,
  limit: number,
): Promise<Referrer[]> {
  const rows = await transaction.rows(REFERRERS, [type, id, type, id, limit]);
  return rows.map(([referrer, itsId, path]) => ({ type: String(referrer), id: String(itsId), path: String(path) }));
}

/** Like `entryStatements`. */
export function referenceStatements(key: ResourceKey, change: Change<IndexedReference>): readonly SqlStatement[] {
  if (change.added.length === 0 && change.removed.length === 0) return NONE;
  return referenceStatementsOf([{ key, change, isNew: false }]);
}

/** The same for several distinct resources, in their order. */
export function referenceStatementsOf(
  changes: readonly OwnChange<Change<IndexedReference>>[],
): readonly SqlStatement[] {
  const rows = (which: keyof Change<IndexedReference>) =>
    changes.flatMap(({ key, change }) => inOrder(change[which], placeOf).map(referenceRow(key)));
  return [
    ...removedRows('fhir_reference', REFERENCE_COLUMNS, rows('removed')),
    ...distinctRows('fhir_reference', REFERENCE_COLUMNS, rows('added')),
  ];
}

const NONE: readonly SqlStatement[] = [];

/** The row of a reference in a given resource. */
export function referenceRow({ type, id }: ResourceKey) {
  return (reference: IndexedReference): SqlValue[] => [type, id, reference.type, reference.id, reference.path];
}

/** Removes all references of a deleted resource, however its rows were computed. */
export function withoutReferences({ type, id }: ResourceKey): SqlStatement {
  return { sql: REMOVE_ALL, values: [type, id] };
}

const nameOf = ({ type, id }: ResourceKey): string => `${type}/${id}`;
const placeOf = (reference: IndexedReference): string => `${nameOf(reference)} ${reference.path}`;

/** Sorted, without duplicates. */
function inOrder<T>(entries: readonly T[], keyOf: (entry: T) => string): T[] {
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}
