import type { AuditRow } from '../../fhir';
import type { SqlRow, SqlStatement } from '../sql/sql-database';

export const COLUMNS = 'id, recorded, client, person, address, entity, version, subtype, action, outcome, body';
const ROW = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
/** Rows per statement: a few statements, each prepared once, serve any number of rows. */
const AT_ONCE = [50, 10, 5, 2, 1] as const;

const INSERTS: ReadonlyMap<number, string> = new Map(
  AT_ONCE.map((count) => [
    count,
    `INSERT INTO fhir_audit (${COLUMNS}) VALUES ${Array<string>(count).fill(ROW).join(', ')}`,
  ]),
);

/** Statements that add rows. */
export function insertions(rows: readonly AuditRow[]): SqlStatement[] {
  const statements: SqlStatement[] = [];
  for (let at = 0; at < rows.length;) {
    const count = AT_ONCE.find((size) => size <= rows.length - at)!;
    statements.push({ sql: INSERTS.get(count)!, values: rows.slice(at, at + count).flatMap(valuesOf) });
    at += count;
  }
  return statements;
}

function valuesOf(row: AuditRow): (string | number)[] {
  const { id, recorded, client, person, address, entity, version, subtype, action, outcome, body } = row;
  return [id, recorded, client, person, address, entity, version, subtype, action, outcome, body];
}

/** @param row the columns in the order of `COLUMNS` */
export function toAuditRow(row: SqlRow): AuditRow {
  const [id, recorded, client, person, address, entity, version, subtype, action, outcome, body] = row;
  return {
    id: String(id),
    recorded: Number(recorded),
    client: String(client),
    person: String(person),
    address: String(address),
    entity: String(entity),
    version: String(version),
    subtype: String(subtype),
    action: String(action),
    outcome: String(outcome),
    body: String(body),
  };
}
