import type { Change, EntryOf, IndexEntry, IndexKind, ResourceKey } from '../../fhir';
import { INDEX_KINDS, INDEX_TABLES } from './index-tables';
import { addedRows, removedRows } from './index-rows';
import type { SqlStatement, SqlValue } from './sql-database';

/** What all tables of the search index have. */
const COMMON = ['type', 'code', 'id'];

type Row = readonly SqlValue[];

/** How rows of one table are said. */
interface Rows {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

const ROWS = Object.fromEntries(
  INDEX_KINDS.map((kind) => {
    const { name, key, rest } = INDEX_TABLES[kind];
    return [kind, { name, key: [...COMMON, ...key], columns: [...COMMON, ...key, ...rest] }];
  }),
) as unknown as Readonly<Record<IndexKind, Rows>>;

/** For after the version is written: its row in `fhir_resource` is locked then, so nobody else writes these rows. */
export function entryStatements(key: ResourceKey, { added, removed }: Change<IndexEntry>): readonly SqlStatement[] {
  if (added.length === 0 && removed.length === 0) return NONE;
  const kinds = new Set<IndexKind>();
  for (const { kind } of removed) kinds.add(kind);
  for (const { kind } of added) kinds.add(kind);
  return INDEX_KINDS.filter((kind) => kinds.has(kind)).flatMap((kind) =>
    ofKind(key, kind, removed.filter(isOf(kind)), added),
  );
}

const NONE: readonly SqlStatement[] = [];

function ofKind<K extends IndexKind>(
  { type, id }: ResourceKey,
  kind: K,
  removed: readonly EntryOf<K>[],
  added: readonly IndexEntry[],
): SqlStatement[] {
  const { name, key, columns } = ROWS[kind];
  const { keyOf } = INDEX_TABLES[kind];
  const keys = removed.map((entry): Row => [type, entry.code, id, ...keyOf(entry)]);
  return [
    ...removedRows(name, key, inOrder(keys, key.length)),
    ...addedRows(name, columns, rowsOf({ type, id }, kind, added)),
  ];
}

/** The rows of a table that entries are kept in, with all columns, in the order of the key. */
export function rowsOf<K extends IndexKind>(
  { type, id }: ResourceKey,
  kind: K,
  entries: readonly IndexEntry[],
): readonly Row[] {
  const { keyOf, restOf } = INDEX_TABLES[kind];
  const row = (entry: EntryOf<K>): Row => [type, entry.code, id, ...keyOf(entry), ...restOf(entry)];
  return inOrder(entries.filter(isOf(kind)).map(row), ROWS[kind].key.length);
}

/**
 * Each once, in the order of the key, which is the same for every writer.
 * @param width columns of the key, which are the first ones
 */
function inOrder(rows: readonly Row[], width: number): readonly Row[] {
  if (rows.length < 2) return rows;
  const byKey = new Map(rows.map((row) => [row.slice(0, width).join(' '), row]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function isOf<K extends IndexKind>(kind: K) {
  return (entry: IndexEntry): entry is EntryOf<K> => entry.kind === kind;
}
