import type { SampleRequest } from '../../fhir';
import { INDEX_TABLES } from './index-tables';
import type { SqlSession } from './sql-database';

/** For each value, the first resource that has it. */
export async function selectSamples(
  session: Pick<SqlSession, 'rows'>,
  { type, kind, code, limit }: SampleRequest,
): Promise<readonly string[]> {
  const { name, key } = INDEX_TABLES[kind];
  const sql = `SELECT MIN(id) FROM ${name} WHERE type = ? AND code = ? GROUP BY ${key.join(', ')} LIMIT ?`;
  return (await session.rows(sql, [type, code, limit])).map(([id]) => String(id));
}
