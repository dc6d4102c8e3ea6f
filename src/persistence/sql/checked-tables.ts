import type { ExpectedIndex, IndexKind } from '../../fhir';
import { rowsOf } from './entry-rows';
import { INDEX_KINDS, INDEX_TABLES } from './index-tables';
import { REFERENCE_COLUMNS, referenceRow } from './reference-rows';
import type { SqlSession, SqlValue } from './sql-database';
import { DOCUMENT_COLUMNS, DOCUMENT_KEY, documentRows, withSortedWords } from './word-documents';

type Row = readonly SqlValue[];

/** A table whose rows belong to resources. */
export interface CheckedTable {
  readonly name: string;
  /** All columns, key columns first. */
  readonly columns: readonly string[];
  readonly key: number;
  /** Index of the id among the columns. */
  readonly id: number;
  /** Whether its rows belong to search parameters, named in the column `code`. */
  readonly hasCode: boolean;
  rows(type: string, id: string, expected: ExpectedIndex): readonly Row[];
  /** A row that was read, in the form of `rows`; absent when it has that form. */
  read?(row: Row): Row;
}

const OF_ENTRIES = new Map<IndexKind, CheckedTable>(
  INDEX_KINDS.map((kind) => {
    const { name, key, rest } = INDEX_TABLES[kind];
    const keyColumns = ['type', 'code', 'id', ...key];
    const table: CheckedTable = {
      name,
      columns: [...keyColumns, ...rest],
      key: keyColumns.length,
      id: 2,
      hasCode: true,
      rows: (type, id, { entries }) => rowsOf({ type, id }, kind, entries),
    };
    return [kind, table];
  }),
);

/** Words where they are kept in documents; those of a document are in no particular order. */
export const DOCUMENTS: CheckedTable = {
  name: INDEX_TABLES.words.name,
  columns: DOCUMENT_COLUMNS,
  key: DOCUMENT_KEY.length,
  id: 2,
  hasCode: true,
  rows: (type, id, { entries }) => documentRows({ type, id }, entries).map(withSortedWords),
  read: withSortedWords,
};

/** The references of resources, which belong to no search parameter. */
export const REFERENCES: CheckedTable = {
  name: 'fhir_reference',
  columns: REFERENCE_COLUMNS,
  key: REFERENCE_COLUMNS.length,
  id: 1,
  hasCode: false,
  rows: (type, id, { references }) => references.map(referenceRow({ type, id })),
};

/** The tables of search entries. */
export function entryTables({ isSqlite }: SqlSession): readonly CheckedTable[] {
  return [...(isSqlite ? new Map(OF_ENTRIES).set('words', DOCUMENTS) : OF_ENTRIES).values()];
}
