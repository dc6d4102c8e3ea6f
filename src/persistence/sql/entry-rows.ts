import type { Change, EntryOf, IndexEntry, IndexKind, ResourceKey } from '../../fhir';
import { INDEX_KINDS, INDEX_TABLES } from './index-tables';
import { addedRows, removedRows } from './index-rows';
import type { SqlStatement, SqlValue } from './sql-database';

/** What all tables of the search index have. */
const COMMON = ['type', 'code', 'id'];

type Row = readonly SqlValue[];

/** For after the version is written: its row in `fhir_resource` is locked then, so nobody else writes these rows. */
export function entryStatements(key: ResourceKey, { added, removed }: Change<IndexEntry>): readonly SqlStatement[] {
  if (added.length === 0 && removed.length === 0) return NONE;
  return INDEX_KINDS.flatMap((kind) => ofKind(key, kind, removed.filter(isOf(kind)), added.filter(isOf(kind))));
}

const NONE: readonly SqlStatement[] = [];

function ofKind<K extends IndexKind>(
  { type, id }: ResourceKey,
  kind: K,
  removed: readonly EntryOf<K>[],
  added: readonly EntryOf<K>[],
): SqlStatement[] {
  const { name, key, keyOf, rest, restOf } = INDEX_TABLES[kind];
  const columns = [...COMMON, ...key];
  const keyRow = (entry: EntryOf<K>): Row => [type, entry.code, id, ...keyOf(entry)];
  const row = (entry: EntryOf<K>): Row => [...keyRow(entry), ...restOf(entry)];
  return [
    ...removedRows(name, columns, inOrder(removed, keyRow, keyRow)),
    ...addedRows(name, [...columns, ...rest], inOrder(added, keyRow, row)),
  ];
}

/** The rows of a table that entries are kept in, with all columns, in the order of the key. */
export function rowsOf<K extends IndexKind>({ type, id }: ResourceKey, kind: K, entries: readonly IndexEntry[]): Row[] {
  const { keyOf, restOf } = INDEX_TABLES[kind];
  const keyRow = (entry: EntryOf<K>): Row => [type, entry.code, id, ...keyOf(entry)];
  return inOrder(entries.filter(isOf(kind)), keyRow, (entry) => [...keyRow(entry), ...restOf(entry)]);
}

/** Each once, in the order of the key, which is the same for every writer. */
function inOrder<T>(entries: readonly T[], keyOf: (entry: T) => Row, rowOf: (entry: T) => Row): Row[] {
  const byKey = new Map(entries.map((entry) => [keyOf(entry).join(' '), entry]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => rowOf(entry));
}

function isOf<K extends IndexKind>(kind: K) {
  return (entry: IndexEntry): entry is EntryOf<K> => entry.kind === kind;
}
