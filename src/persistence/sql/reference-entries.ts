import type { ReferencesRequest, ReferenceTo } from '../../fhir';
import { among } from './clause-sql';
import { isSeen } from './part';
import { rowMask } from './plan/plan-clause';
import { byReferrer } from './plan/reference-tables';
import type { SqlSession } from './sql-database';

/** The references in the index entries of resources. */
export async function selectReferences(
  session: SqlSession,
  { type, ids, codes, unseen }: ReferencesRequest,
): Promise<readonly ReferenceTo[]> {
  if (ids.length === 0 || codes.length === 0) return [];
  const [some, those] = [among('r.code', codes), among('r.id', ids)];
  const seen = isSeen('r', rowMask(session.isSqlite, unseen, type));
  const rows = await session.rows(
    `SELECT r.id, r.code, r.target_type, r.target_id FROM ${byReferrer('r')}
      WHERE r.type = ? AND ${some.sql} AND ${those.sql}${seen.sql}`,
    [type, ...some.values, ...those.values, ...seen.values],
  );
  return rows.map(([id, code, targetType, targetId]) => ({
    id: String(id),
    code: String(code),
    target: { type: String(targetType), id: String(targetId) },
  }));
}
