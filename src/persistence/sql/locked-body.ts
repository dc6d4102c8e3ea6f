import type { SqlSession, SqlTransaction } from './sql-database';

const BODY = 'SELECT body FROM fhir_resource WHERE type = ? AND id = ?';
/** Changes nothing, but keeps writers of the resource out until the transaction ends. */
const LOCK = 'UPDATE fhir_resource SET bytes = bytes WHERE type = ? AND id = ?';

/** The JSON text of a resource; null when it does not exist or is deleted. */
export async function bodyOf(session: SqlSession, type: string, id: string): Promise<string | null> {
  const [row] = await session.rows(BODY, [type, id]);
  return typeof row?.[0] === 'string' ? row[0] : null;
}

/** The same, with the resource locked against writes until the transaction ends. */
export async function lockedBody(transaction: SqlTransaction, type: string, id: string): Promise<string | null> {
  await transaction.run(LOCK, [type, id]);
  return bodyOf(transaction, type, id);
}
