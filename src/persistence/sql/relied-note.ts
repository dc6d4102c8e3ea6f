import type { ReliedNote } from '../../fhir';
import type { SqlSession, SqlStatement } from './sql-database';

/** The column cannot be null, so that the statement fails (`refuted`) if it finds a row, and changes nothing otherwise. */
const OTHERWISE =
  'INSERT INTO fhir_search_index (type, digest) SELECT type, NULL FROM fhir_search_index WHERE type = ? AND digest <> ?';

/**
 * A statement that fails when a note of the search index has another value. Being no query, it needs no round trip of its
 * own. Until the transaction ends, the note stays as it is: SQLite has one writer at a time, and the others lock the row.
 * On a cluster the lock is local: a transaction that is committed on one node while the note is changed on another may
 * come just after it.
 */
export function reliedUpon({ isSqlite }: Pick<SqlSession, 'isSqlite'>, { note, digest }: ReliedNote): SqlStatement {
  return { sql: isSqlite ? OTHERWISE : `${OTHERWISE} LOCK IN SHARE MODE`, values: [note, digest] };
}
