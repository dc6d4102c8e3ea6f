import type { Change, EntryOf, IndexEntry, IndexKind, ResourceKey } from '../../fhir';
import { INDEX_KINDS, INDEX_TABLES } from './index-tables';
import { addRows, removeRows } from './index-rows';
import type { SqlTransaction, SqlValue } from './sql-database';

/** What all tables of the search index have. */
const COMMON = ['type', 'code', 'id'];

type Row = readonly SqlValue[];

/** After the version is written: its row in `fhir_resource` is locked then, so nobody else writes these rows. */
export async function writeEntries(
  transaction: SqlTransaction,
  key: ResourceKey,
  { added, removed }: Change<IndexEntry>,
): Promise<void> {
  if (added.length === 0 && removed.length === 0) return;
  for (const kind of INDEX_KINDS) {
    await writeKind(transaction, key, kind, removed.filter(isOf(kind)), added.filter(isOf(kind)));
  }
}

/** By the whole key, one row at a time: a list of keys may be a scan of the table, which meets others' locks. */
async function writeKind<K extends IndexKind>(
  transaction: SqlTransaction,
  { type, id }: ResourceKey,
  kind: K,
  removed: readonly EntryOf<K>[],
  added: readonly EntryOf<K>[],
): Promise<void> {
  const { name, key, keyOf, rest, restOf } = INDEX_TABLES[kind];
  const columns = [...COMMON, ...key];
  const where = columns.map((column) => `${column} = ?`).join(' AND ');
  const keyRow = (entry: EntryOf<K>): Row => [type, entry.code, id, ...keyOf(entry)];
  const row = (entry: EntryOf<K>): Row => [...keyRow(entry), ...restOf(entry)];
  await removeRows(transaction, `DELETE FROM ${name} WHERE ${where}`, inOrder(removed, keyRow, keyRow));
  await addRows(transaction, name, [...columns, ...rest], inOrder(added, keyRow, row));
}

/** Each once, in the order of the key, which is the same for every writer. */
function inOrder<T>(entries: readonly T[], keyOf: (entry: T) => Row, rowOf: (entry: T) => Row): Row[] {
  const byKey = new Map(entries.map((entry) => [keyOf(entry).join(' '), entry]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => rowOf(entry));
}

function isOf<K extends IndexKind>(kind: K) {
  return (entry: IndexEntry): entry is EntryOf<K> => entry.kind === kind;
}
