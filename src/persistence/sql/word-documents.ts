import type { IndexEntry, ResourceKey } from '../../fhir';
import { distinctRows, type IndexRow } from './index-rows';
import { part, type Part } from './part';
import type { SqlSession, SqlStatement, SqlValue } from './sql-database';

/**
 * In SQLite, the words of a resource are documents: all its words of one search parameter, record and label in one row
 * of `fhir_search_words`, each after a line break. A full-text index (FTS5) holds each word of each document behind type
 * and code. Triggers add and remove the words of whole documents there; what changes inside a document is written here.
 * A row per word would be most of the index rows of a resource, at twenty times the cost of a word in a document.
 */
export const TABLE = 'fhir_search_words';
export const INDEX = 'fhir_search_fulltext';
/** The terms of the index, each with its documents, in order of the terms: `fts5vocab`. */
export const TERMS = 'fhir_search_fulltext_terms';

export const DOCUMENT_KEY = ['type', 'code', 'id', 'record', 'label'];
export const DOCUMENT_COLUMNS = [...DOCUMENT_KEY, 'words'];

const BEFORE_EACH = '\n';
/** No word has it, because folding takes it for a blank. */
const BETWEEN_DOCUMENTS = '\u0001';
/** FTS5's tokenizer ignores the letter case of ASCII, and the words are folded already. */
export const beginningOf = (type: string, code: string): string => `${type} ${code} `.toLowerCase();

/** The terms of every document, as the triggers make them. */
export const ALL_TERMS = `SELECT doc, REPLACE(words, char(10), char(10) || type || ' ' || code || ' ') FROM ${TABLE} ORDER BY doc`;

/** A condition on the row of a document: it has a word that begins with the value. */
export function inDocument(value: string): Part {
  return part('INSTR(words, ?) > 0', BEFORE_EACH + value);
}

/** The terms that begin with one of the values, as the first values of `json_each`. */
export function termsBeginningWith(type: string, code: string, values: readonly string[]): string {
  return JSON.stringify(values.map((value) => beginningOf(type, code) + value));
}

/** One document: its key without type and id, and its words. */
interface Document {
  readonly code: string;
  readonly record: number;
  readonly label: number;
  readonly words: string[];
}

/** The documents that hold these entries, as rows of `DOCUMENT_COLUMNS`. */
export function documentRows(of: ResourceKey, entries: readonly IndexEntry[]): IndexRow[] {
  return rowsOf(of, documentsOf(entries).values());
}

function rowsOf({ type, id }: ResourceKey, documents: Iterable<Document>): IndexRow[] {
  return Array.from(documents, ({ code, record, label, words }) => [type, code, id, record, label, textOf(words)]);
}

/** The row of a document with its words in order, for comparison. */
export function withSortedWords(row: IndexRow): IndexRow {
  const words = wordsIn(row.at(-1)).sort();
  return [...row.slice(0, -1), textOf(words)];
}

/** @param entries without duplicates, as in every change of an index */
function documentsOf(entries: readonly IndexEntry[]): Map<string, Document> {
  const documents = new Map<string, Document>();
  let document: Document | undefined;
  for (const entry of entries) {
    if (entry.kind !== 'words') continue;
    const { code, record = 0, label = 0, words } = entry;
    // Those of a document follow each other, so that few keys are made.
    if (document?.code !== code || document.record !== record || document.label !== label) {
      const key = keyOf(code, record, label);
      document = documents.get(key);
      if (!document) documents.set(key, (document = { code, record, label, words: [] }));
    }
    document.words.push(words);
  }
  return documents;
}

function keyOf(code: string, record: unknown, label: unknown): string {
  return `${code} ${Number(record)} ${Number(label)}`;
}

function textOf(words: readonly string[]): string {
  return words.length === 0 ? '' : BEFORE_EACH + words.join(BEFORE_EACH);
}

function wordsIn(text: unknown): string[] {
  return String(text).split(BEFORE_EACH).slice(1);
}

/** Statements that add documents of resources without any. */
export function newDocuments(rows: readonly IndexRow[]): readonly SqlStatement[] {
  return distinctRows(TABLE, DOCUMENT_COLUMNS, rows);
}

const NO_WORDS: readonly string[] = [];

/** All in one row, which SQLite's driver returns in half the time of two. */
const DOCUMENTS = `SELECT GROUP_CONCAT(doc || ' ' || code || ' ' || record || ' ' || label || words, char(1))
  FROM ${TABLE} WHERE type = ? AND id = ? AND code IN `;
const UPDATE = `UPDATE ${TABLE} SET words = ? WHERE doc = ?`;
const DELETE = `DELETE FROM ${TABLE} WHERE doc = ?`;
const FORGET = `INSERT INTO ${INDEX} (${INDEX}, rowid, words) VALUES ('delete', ?, ?)`;
const LEARN = `INSERT INTO ${INDEX} (rowid, words) VALUES (?, ?)`;

/** Statements that change the documents of a resource. They must run before the next change of the resource. */
export async function changedDocuments(
  session: SqlSession,
  { type, id }: ResourceKey,
  { added, removed }: { readonly added: readonly IndexEntry[]; readonly removed: readonly IndexEntry[] },
): Promise<readonly SqlStatement[]> {
  const [more, less] = [documentsOf(added), documentsOf(removed)];
  const codes = [...new Set([...more.values(), ...less.values()].map(({ code }) => code))];
  if (codes.length === 0) return [];
  const statements: SqlStatement[] = [];
  const [row] = await session.rows(`${DOCUMENTS}(${codes.map(() => '?').join(', ')}) LIMIT 1`, [type, id, ...codes]);
  for (const { doc, code, key, words } of documentsIn(row![0])) {
    const gone = (less.get(key)?.words ?? NO_WORDS).filter((word) => words.delete(word));
    const fresh = (more.get(key)?.words ?? NO_WORDS).filter((word) => !words.has(word));
    more.delete(key);
    if (gone.length + fresh.length === 0) continue;
    if (words.size + fresh.length === 0) {
      statements.push({ sql: DELETE, values: [doc] });
      continue;
    }
    const inIndex = (some: readonly string[]): string => textOf(some.map((word) => beginningOf(type, code) + word)); // prettier-ignore
    statements.push(
      { sql: UPDATE, values: [textOf([...words, ...fresh]), doc] },
      // Always both, because FTS5 counts documents by them.
      { sql: FORGET, values: [doc, inIndex(gone)] },
      { sql: LEARN, values: [doc, inIndex(fresh)] },
    );
  }
  return [...statements, ...newDocuments(rowsOf({ type, id }, more.values()))];
}

function* documentsIn(text: SqlValue | undefined) {
  if (typeof text !== 'string') return;
  for (const document of text.split(BETWEEN_DOCUMENTS)) {
    const [head, ...words] = document.split(BEFORE_EACH);
    const [doc, code, record, label] = head!.split(' ') as [string, string, string, string];
    yield { doc: Number(doc), code, key: keyOf(code, record, label), words: new Set(words) };
  }
}
