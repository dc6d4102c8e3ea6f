import type { Change, IndexedIdentifier } from '../../fhir';
import { identifierHash } from '../identifier-hash';
import { addRows, removeRows } from './index-rows';
import type { SqlTransaction } from './sql-database';

/** By the whole key, one row at a time: a list of keys may be a scan of the table, which meets others' locks. */
const REMOVE = 'DELETE FROM fhir_identifier WHERE type = ? AND token_hash = ? AND id = ?';
const COLUMNS = ['type', 'token_hash', 'value_hash', 'id'];

/** After the version is written: its row in `fhir_resource` is locked then, so nobody else writes these rows. */
export async function writeIdentifiers(
  transaction: SqlTransaction,
  type: string,
  id: string,
  { added, removed }: Change<IndexedIdentifier>,
): Promise<void> {
  const keys = hashed(removed).map(([tokenHash]) => [type, tokenHash, id]);
  await removeRows(transaction, REMOVE, keys);
  const rows = hashed(added).map(([tokenHash, { value }]) => [type, tokenHash, identifierHash({ value }), id]);
  await addRows(transaction, 'fhir_identifier', COLUMNS, rows);
}

/** Each once, in the order of the key, which is the same for every writer. */
function hashed(identifiers: readonly IndexedIdentifier[]): [tokenHash: string, identifier: IndexedIdentifier][] {
  const byHash = new Map(identifiers.map((identifier) => [identifierHash(identifier), identifier]));
  return [...byHash].sort(([a], [b]) => (a < b ? -1 : 1));
}
