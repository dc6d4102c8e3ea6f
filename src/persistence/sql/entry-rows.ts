import type { Change, EntryOf, IndexEntry, IndexKind, ResourceKey } from '../../fhir';
import { INDEX_KINDS, INDEX_TABLES } from './index-tables';
import { addedRows, distinctRows, removedRows, removedTogether } from './index-rows';
import { inKeyOrder } from './key-order';
import type { SqlSession, SqlStatement, SqlValue } from './sql-database';
import { changedDocuments, documentRows, newDocuments } from './word-documents';

/** Key columns that all tables of the search index share. */
const COMMON = ['type', 'code', 'id'];

type Row = readonly SqlValue[];

/** Name and columns of one table. */
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

/** SQLite has its words in documents (`word-documents.ts`). */
const WITHOUT_WORDS = INDEX_KINDS.filter((kind) => kind !== 'words');

/** Kinds whose keys have numbers with fractions, which a list of keys may round. */
const MEASURED: ReadonlySet<IndexKind> = new Set(['quantity', 'position']);

/** A resource, and how its rows change. */
export interface OwnChange<C> {
  readonly key: ResourceKey;
  readonly change: C;
  /** Its id was never used before, so it has no rows yet. */
  readonly isNew: boolean;
}

/**
 * Run these after the version is written: its row in `fhir_resource` is then locked, so nobody else writes these rows.
 *
 * @param session where the version was written
 */
export async function entryStatements(
  session: SqlSession,
  key: ResourceKey,
  change: Change<IndexEntry>,
  isNew = false,
): Promise<readonly SqlStatement[]> {
  if (change.added.length === 0 && change.removed.length === 0) return NONE;
  return entryStatementsOf(session, [{ key, change, isNew }]);
}

/** The same for several distinct resources, with the rows of each table together. */
export async function entryStatementsOf(
  session: SqlSession,
  changes: readonly OwnChange<Change<IndexEntry>>[],
): Promise<readonly SqlStatement[]> {
  const removed = new RowsByKind();
  const added = new RowsByKind();
  for (const { key, change } of changes) {
    for (const entry of change.removed) removed.add(key, entry);
    for (const entry of change.added) added.add(key, entry);
  }
  const areNew = changes.every(({ isNew }) => isNew);
  const rows: SqlStatement[] = [];
  for (const kind of session.isSqlite ? WITHOUT_WORDS : INDEX_KINDS) {
    const [less, more] = [removed.of(kind), added.of(kind)];
    if (less.length + more.length === 0) continue;
    const { name, key, columns } = ROWS[kind];
    const add = areNew || key.length === columns.length ? distinctRows : addedRows;
    const remove = session.isSqlite || MEASURED.has(kind) ? removedRows : removedTogether;
    if (less.length > 0) rows.push(...remove(name, key, inKeyOrder(less, key.length).map((row) => row.slice(0, key.length)))); // prettier-ignore
    if (more.length > 0) rows.push(...add(name, columns, inKeyOrder(more, key.length)));
  }
  return session.isSqlite ? [...rows, ...(await wordStatements(session, changes))] : rows;
}

async function wordStatements(
  session: SqlSession,
  changes: readonly OwnChange<Change<IndexEntry>>[],
): Promise<readonly SqlStatement[]> {
  const fresh = changes.filter(({ isNew }) => isNew);
  const statements = [...newDocuments(fresh.flatMap(({ key, change }) => documentRows(key, change.added)))];
  for (const { key, change, isNew } of changes) {
    if (!isNew) statements.push(...(await changedDocuments(session, key, change)));
  }
  return statements;
}

const NONE: readonly SqlStatement[] = [];
const NO_ROWS: readonly Row[] = [];

class RowsByKind {
  private readonly rows: Partial<Record<IndexKind, Row[]>> = {};

  add(of: ResourceKey, entry: IndexEntry): void {
    (this.rows[entry.kind] ??= []).push(rowOf(of, entry));
  }

  of(kind: IndexKind): readonly Row[] {
    return this.rows[kind] ?? NO_ROWS;
  }
}

function rowOf<K extends IndexKind>({ type, id }: ResourceKey, entry: EntryOf<K>): Row {
  return INDEX_TABLES[entry.kind].rowOf(type, id, entry);
}

/** The rows that hold the entries of one kind, with all columns, in key order. */
export function rowsOf<K extends IndexKind>(of: ResourceKey, kind: K, entries: readonly IndexEntry[]): readonly Row[] {
  return inKeyOrder(entries.filter(isOf(kind)).map((entry) => rowOf(of, entry)), ROWS[kind].key.length); // prettier-ignore
}

function isOf<K extends IndexKind>(kind: K) {
  return (entry: IndexEntry): entry is EntryOf<K> => entry.kind === kind;
}
