import type { ReliedNote } from '../../fhir';
import type { SqlSession, SqlStatement } from './sql-database';

/**
 * Statements that fail (`refuted`) when they find a row, because the column cannot be null, and change nothing otherwise.
 * SQLite copies what it selects from the table that it inserts into, so that the INSERT takes five times as long. The
 * UPDATE would make writers wait for each other's lock on MariaDB and MySQL.
 */
const OTHERWISE = {
  sqlite: 'UPDATE fhir_search_index SET digest = NULL WHERE type = ? AND digest <> ?',
  server:
    'INSERT INTO fhir_search_index (type, digest) SELECT type, NULL FROM fhir_search_index WHERE type = ? AND digest <> ? LOCK IN SHARE MODE',
};

/** The last statement for each note: units committed together ask it once if it is the same object. */
const LAST = new Map<string, SqlStatement>();

/**
 * A statement that fails when a note of the search index has another value. Being no query, it needs no round trip of its
 * own. Until the transaction ends, the note stays as it is: SQLite has one writer at a time, and the others lock the row.
 * On a cluster the lock is local: a transaction that is committed on one node while the note is changed on another may
 * come just after it.
 */
export function reliedUpon({ isSqlite }: Pick<SqlSession, 'isSqlite'>, { note, digest }: ReliedNote): SqlStatement {
  const sql = OTHERWISE[isSqlite ? 'sqlite' : 'server'];
  const last = LAST.get(sql + note);
  if (last?.values[1] === digest) return last;
  const made = { sql, values: [note, digest] };
  LAST.set(sql + note, made);
  return made;
}
