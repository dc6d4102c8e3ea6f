import type { ExpectedIndex, IndexFault, IndexKind, VerifiedPage } from '../../fhir';
import { rowsOf } from './entry-rows';
import { addedRows, removedRows, runAll } from './index-rows';
import { INDEX_KINDS, INDEX_TABLES } from './index-tables';
import { bodyOf, lockedBody } from './locked-body';
import { part, type Part } from './part';
import { REFERENCE_COLUMNS, referenceRow } from './reference-rows';
import { addToTotal, lockTotals, totalError } from './total-rows';
import type { SqlRow, SqlSession, SqlTransaction, SqlValue } from './sql-database';
import { wordIndexFaults } from './word-index-check';
import { DOCUMENT_COLUMNS, DOCUMENT_KEY, documentRows, withSortedWords } from './word-documents';

/** Resources examined together. */
const AT_ONCE = 50;
/** Sorts after every id, since ids are ASCII letters, digits, `-` and `.`. */
const AFTER_ALL = '~';

const BODIES = `SELECT id, body FROM fhir_resource WHERE type = ? AND id > ? ORDER BY id LIMIT ${AT_ONCE}`;

type Row = readonly SqlValue[];
type Transact = <T>(work: (transaction: SqlTransaction) => Promise<T>) => Promise<T>;
type Expected = (json: string) => ExpectedIndex;

/** A table whose rows belong to resources. */
interface CheckedTable {
  readonly name: string;
  /** All columns, key columns first. */
  readonly columns: readonly string[];
  readonly key: number;
  /** Index of the id among the columns. */
  readonly id: number;
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
      rows: (type, id, { entries }) => rowsOf({ type, id }, kind, entries),
    };
    return [kind, table];
  }),
);

/** The words of a document are in no particular order. */
const DOCUMENTS: CheckedTable = {
  name: INDEX_TABLES.words.name,
  columns: DOCUMENT_COLUMNS,
  key: DOCUMENT_KEY.length,
  id: 2,
  rows: (type, id, { entries }) => documentRows({ type, id }, entries).map(withSortedWords),
  read: withSortedWords,
};

const REFERENCES: CheckedTable = {
  name: 'fhir_reference',
  columns: REFERENCE_COLUMNS,
  key: REFERENCE_COLUMNS.length,
  id: 1,
  rows: (type, id, { references }) => references.map(referenceRow({ type, id })),
};

function tablesOf({ isSqlite }: SqlSession): readonly CheckedTable[] {
  const entries = isSqlite ? new Map(OF_ENTRIES).set('words', DOCUMENTS) : OF_ENTRIES;
  return [...entries.values(), REFERENCES];
}

/**
 * Compares the index of a type with the bodies of its resources, in id order. A resource that seems wrong is checked
 * again under a lock, because a write between two statements is not a fault.
 */
export async function* checkIndex(
  session: SqlSession,
  transact: Transact,
  type: string,
  codes: readonly string[],
  expected: Expected,
  mend: boolean,
): AsyncGenerator<VerifiedPage> {
  const codesOf = new Map<CheckedTable, readonly string[]>();
  for (const table of tablesOf(session)) codesOf.set(table, await allCodes(session, table, type, codes));
  for (let after = '', isLast = false; !isLast;) {
    const bodies = await session.rows(BODIES, [type, after]);
    isLast = bodies.length < AT_ONCE;
    // The last page covers index rows beyond the last resource too.
    const upTo = isLast ? AFTER_ALL : String(bodies.at(-1)![0]);
    const suspects = await suspectsIn(session, { type, after, upTo, bodies, codesOf, expected });
    const faults: IndexFault[] = [];
    for (const id of suspects) {
      faults.push(...(await transact((transaction) => lookAgain(transaction, { type, id, codesOf, expected, mend }))));
    }
    yield { count: bodies.filter(([, body]) => body !== null).length, faults };
    after = upTo;
  }
  const faults = [...(await totalFaults(session, transact, type, mend))];
  const words = codesOf.get(DOCUMENTS);
  if (words) faults.push(...(await wordIndexFaults(session, transact, { type, codes: words, mend })));
  if (faults.length > 0) yield { count: 0, faults };
}

/** Compares the stored total with a count taken at the same moment. */
async function totalFaults(
  session: SqlSession,
  transact: Transact,
  type: string,
  mend: boolean,
): Promise<IndexFault[]> {
  if ((await totalError(session, type)) === 0) return [];
  return transact(async (transaction) => {
    await lockTotals(transaction, type);
    const error = await totalError(transaction, type);
    if (error === 0) return [];
    if (mend) await addToTotal(transaction, type, -error);
    return [{ id: '', table: 'fhir_total', missing: Math.max(0, -error), surplus: Math.max(0, error) }];
  });
}

/** Adds the codes found in the table, since rows of unknown codes are surplus. */
async function allCodes(session: SqlSession, { name, columns }: CheckedTable, type: string, codes: readonly string[]) {
  if (columns[1] !== 'code') return [];
  const found = await session.rows(`SELECT DISTINCT code FROM ${name} WHERE type = ?`, [type]);
  return [...new Set([...codes, ...found.map(([code]) => String(code))])];
}

interface Span {
  readonly type: string;
  readonly after: string;
  readonly upTo: string;
  readonly bodies: readonly SqlRow[];
  readonly codesOf: ReadonlyMap<CheckedTable, readonly string[]>;
  readonly expected: Expected;
}

/** Ids whose rows differ at first sight. */
async function suspectsIn(session: SqlSession, { type, after, upTo, bodies, codesOf, expected }: Span): Promise<string[]> {
  const suspects = new Set<string>();
  const should = new Map(bodies.map(([id, body]) => [String(id), body === null ? NOTHING : expected(String(body))]));
  for (const table of codesOf.keys()) {
    const found = byId(table, await rowsBetween(session, table, codesOf.get(table)!, type, after, upTo));
    for (const id of new Set([...should.keys(), ...found.keys()])) {
      const { missing, surplus } = differenceOf(table.rows(type, id, should.get(id) ?? NOTHING), found.get(id) ?? []);
      if (missing.length + surplus.length > 0) suspects.add(id);
    }
  }
  return [...suspects].sort();
} // prettier-ignore

interface Suspect {
  readonly type: string;
  readonly id: string;
  readonly codesOf: ReadonlyMap<CheckedTable, readonly string[]>;
  readonly expected: Expected;
  readonly mend: boolean;
}

/** Checks one resource while it is locked against writes. */
async function lookAgain(transaction: SqlTransaction, suspect: Suspect): Promise<IndexFault[]> {
  const { type, id, codesOf, expected, mend } = suspect;
  const body = await lockedBody(transaction, type, id);
  const should = body === null ? NOTHING : expected(body);
  const faults: IndexFault[] = [];
  for (const table of codesOf.keys()) {
    const found = await rowsOfOne(transaction, table, codesOf.get(table)!, type, id);
    const { missing, surplus } = differenceOf(table.rows(type, id, should), found);
    if (missing.length + surplus.length === 0) continue;
    faults.push({ id, table: table.name, missing: missing.length, surplus: surplus.length });
    if (!mend) continue;
    const { name, columns, key } = table;
    const keys = surplus.map((row) => row.slice(0, key));
    await runAll(transaction, [
      ...removedRows(name, columns.slice(0, key), keys),
      ...addedRows(name, columns, missing),
    ]);
  }
  // A resource that did not exist had no row to lock and may have been created in the meantime.
  return body === (await bodyOf(transaction, type, id)) ? faults : lookAgain(transaction, suspect);
}

const NOTHING: ExpectedIndex = { entries: [], references: [] };

function rowsBetween(
  session: SqlSession,
  table: CheckedTable,
  codes: readonly string[],
  type: string,
  after: string,
  upTo: string,
): Promise<readonly SqlRow[]> {
  return rowsWhere(session, table, codes, type, part('id > ? AND id <= ?', after, upTo));
}

function rowsOfOne(
  session: SqlSession,
  table: CheckedTable,
  codes: readonly string[],
  type: string,
  id: string,
): Promise<readonly SqlRow[]> {
  return rowsWhere(session, table, codes, type, part('id = ?', id));
}

async function rowsWhere(
  session: SqlSession,
  { name, columns, read }: CheckedTable,
  codes: readonly string[],
  type: string,
  ids: Part,
): Promise<readonly SqlRow[]> {
  const hasCode = columns[1] === 'code';
  if (hasCode && codes.length === 0) return [];
  const ofCodes = hasCode ? part(` AND code IN (${places(codes)})`, ...codes) : part('');
  const rows = await session.rows(
    `SELECT ${columns.join(', ')} FROM ${name} WHERE type = ?${ofCodes.sql} AND ${ids.sql}`,
    [type, ...ofCodes.values, ...ids.values],
  );
  return read ? rows.map(read) : rows;
}

function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function byId({ id: place }: CheckedTable, rows: readonly SqlRow[]): Map<string, SqlRow[]> {
  const found = new Map<string, SqlRow[]>();
  for (const row of rows) {
    const id = String(row[place]);
    const known = found.get(id);
    if (known) known.push(row);
    else found.set(id, [row]);
  }
  return found;
}

function differenceOf(should: readonly Row[], found: readonly Row[]): { missing: Row[]; surplus: Row[] } {
  const left = new Map(found.map((row) => [textOf(row), row]));
  const missing = should.filter((row) => !left.delete(textOf(row)));
  return { missing, surplus: [...left.values()] };
}

/** Engines may return an integer as text, or as a number with a zero fraction. */
function textOf(row: Row): string {
  return row.map((value) => (typeof value === 'number' ? String(value) : value)).join('\u0000');
}
