import type { ReferencesRequest, ReferenceTo } from '../../fhir';
import { among } from './clause-sql';
import { isSeen } from './part';
import { rowMask } from './plan/plan-clause';
import { byReferrer } from './plan/reference-tables';
import type { SqlRow, SqlSession, SqlValue } from './sql-database';

/** The references in the index entries of resources. */
export async function selectReferences(
  session: SqlSession,
  { type, ids, codes, unseen }: ReferencesRequest,
): Promise<readonly ReferenceTo[]> {
  if (ids.length === 0 || codes.length === 0) return [];
  const [some, those] = [among('r.code', codes), among('r.id', ids)];
  const seen = isSeen('r', rowMask(session.isSqlite, unseen, type));
  const from = `FROM ${byReferrer('r')} WHERE r.type = ? AND ${some.sql} AND ${those.sql}${seen.sql}`;
  const values = [type, ...some.values, ...those.values, ...seen.values];
  const rows = await (session.isSqlite
    ? packed(session, from, values)
    : session.rows(`SELECT ${COLUMNS} ${from}`, values));
  return rows.map(([id, code, targetType, targetId]) => ({
    id: String(id),
    code: String(code),
    target: { type: String(targetType), id: String(targetId) },
  }));
}

const COLUMNS = 'r.id, r.code, r.target_type, r.target_id';

/** As one row: SQLite's driver takes longer to hand over a row than to find it. */
async function packed(session: SqlSession, from: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
  const [row] = await session.rows(`SELECT json_group_array(json_array(${COLUMNS})) ${from} LIMIT 1`, values);
  return JSON.parse(String(row![0])) as SqlRow[];
}
