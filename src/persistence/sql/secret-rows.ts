import { randomBytes } from 'node:crypto';
import { SqlFaultError, type SqlTransaction } from './sql-database';

const FIND = 'SELECT value FROM fhir_secret WHERE name = ?';
const KEEP = 'INSERT INTO fhir_secret (name, value) VALUES (?, ?)';

/** The value stored under a name, created if there is none. */
export async function secretOf(transaction: SqlTransaction, name: string): Promise<string> {
  const [found] = await transaction.rows(FIND, [name]);
  if (found) return String(found[0]);
  const value = randomBytes(32).toString('base64url');
  try {
    await transaction.run(KEEP, [name, value]);
  } catch (error) {
    if (!(error instanceof SqlFaultError) || error.fault !== 'duplicate-key') throw error;
    // Another process was faster; the transaction is retried and finds its value.
    throw new SqlFaultError('contention', error);
  }
  return value;
}
