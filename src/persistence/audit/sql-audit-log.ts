import {
  databaseLocked,
  type AuditClause,
  type AuditCounts,
  type AuditCut,
  type AuditLog,
  type AuditQuery,
  type AuditRow,
  type AuditSeal,
  type ChainHead,
  type UnitOfWork,
} from '../../fhir';
import { runAll } from '../sql/index-rows';
import type { Retried } from '../sql/retried';
import { SqlFaultError, type SqlDatabase, type SqlRow, type SqlTransaction } from '../sql/sql-database';
import type { Transact } from '../sql/sql-job-store';
import { SqlUnit } from '../sql/sql-unit';
import { auditCondition } from './audit-conditions';
import { COLUMNS, insertions, toAuditRow } from './audit-rows';

const WAITING = `SELECT ${COLUMNS} FROM fhir_audit WHERE block IS NULL ORDER BY id LIMIT ?`;
const SEALED = `SELECT ${COLUMNS} FROM fhir_audit WHERE block = ? ORDER BY id`;
const COUNTS =
  'SELECT (SELECT COUNT(*) FROM fhir_audit), (SELECT COUNT(*) FROM fhir_audit WHERE block IS NULL) FROM fhir_audit_head';
const SEAL_COLUMNS = 'number, previous, count, root, at, signed_by, hash';
const SEALS = `SELECT ${SEAL_COLUMNS} FROM fhir_audit_seal WHERE number > ? ORDER BY number LIMIT ?`;
const KEEP_SEAL = `INSERT INTO fhir_audit_seal (${SEAL_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const HEAD = 'SELECT number, hash, at, holder, cut_number, cut_hash FROM fhir_audit_head WHERE id = 1';
/** The first process to change the row is the one that seals; in a cluster, the first to commit. */
const MOVE_HEAD =
  'UPDATE fhir_audit_head SET number = ?, hash = ?, at = ?, holder = ? WHERE id = 1 AND number = ? AND hash = ?';
const MOVE_CUT = 'UPDATE fhir_audit_head SET cut_number = ?, cut_hash = ? WHERE id = 1 AND cut_number = ?';
/** Ids per statement. */
const IDS_AT_ONCE = 100;

/** Audit log on the tables of `audit-tables.ts`. */
export class SqlAuditLog implements AuditLog {
  /** @param transact runs work in a transaction, and retries it after a conflict with another one */
  constructor(
    private readonly database: SqlDatabase,
    private readonly transact: Transact,
    private readonly retried: Pick<Retried, 'run'>,
  ) {}

  async addIn(unit: UnitOfWork, rows: readonly AuditRow[]): Promise<boolean> {
    if (!(unit instanceof SqlUnit) || !unit.isOf(this.database)) return false;
    await unit.later(insertions(rows));
    return true;
  }

  /** The ids are unique, so a row that already exists comes from an attempt whose answer was lost. */
  async add(rows: readonly AuditRow[]): Promise<void> {
    try {
      await this.transact((transaction) => runAll(transaction, insertions(rows)));
    } catch (error) {
      if (!(error instanceof SqlFaultError) || error.fault !== 'duplicate-key') throw error;
      const there = await this.find({
        clause: { kind: 'in', column: 'id', values: rows.map(({ id }) => id) },
        descending: false,
        count: rows.length,
      });
      if (there.length !== rows.length) throw databaseLocked(1, error);
    }
  }

  find({ clause, descending, count, after }: AuditQuery): Promise<readonly AuditRow[]> {
    const { sql, values } = auditCondition(clause);
    const beyond = after === undefined ? '' : ` AND id ${descending ? '<' : '>'} ?`;
    const order = descending ? 'DESC' : 'ASC';
    const text = `SELECT ${COLUMNS} FROM fhir_audit WHERE (${sql})${beyond} ORDER BY id ${order} LIMIT ?`;
    return this.auditRows(text, [...values, ...(after === undefined ? [] : [after]), count]);
  }

  async count(clause: AuditClause, upTo?: number): Promise<number> {
    const { sql, values } = auditCondition(clause);
    const rows = await this.rows(
      upTo === undefined
        ? `SELECT COUNT(*) FROM fhir_audit WHERE ${sql}`
        : `SELECT COUNT(*) FROM (SELECT id FROM fhir_audit WHERE ${sql} LIMIT ?) found`,
      upTo === undefined ? values : [...values, upTo],
    );
    return Number(rows[0]![0]);
  }

  async counts(): Promise<AuditCounts> {
    const [row] = await this.rows(COUNTS, []);
    return { rows: Number(row![0]), waiting: Number(row![1]) };
  }

  async head(): Promise<ChainHead> {
    const [row] = await this.rows(HEAD, []);
    if (!row) throw new Error('The table fhir_audit_head is empty: the chain of the audit log has no end');
    const [number, hash, at, holder, cutNumber, cutHash] = row;
    return {
      number: Number(number),
      hash: String(hash),
      at: Number(at),
      holder: String(holder),
      cut: { number: Number(cutNumber), hash: String(cutHash) },
    };
  }

  waiting(most: number): Promise<readonly AuditRow[]> {
    return this.auditRows(WAITING, [most]);
  }

  async seal(before: ChainHead, seal: AuditSeal, ids: readonly string[], holder: string): Promise<boolean> {
    const { number, previous, count, root, at, key, hash } = seal;
    return this.orNot(async (transaction) => {
      const moved = await transaction.run(MOVE_HEAD, [number, hash, at, holder, before.number, before.hash]);
      if (moved !== 1) return false;
      await transaction.run(KEEP_SEAL, [number, previous, count, root, at, key, hash]);
      for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
        const some = ids.slice(from, from + IDS_AT_ONCE);
        const places = some.map(() => '?').join(', ');
        const sql = `UPDATE fhir_audit SET block = ? WHERE block IS NULL AND id IN (${places})`;
        if ((await transaction.run(sql, [number, ...some])) !== some.length) throw new NotAllThere();
      }
      return true;
    });
  }

  async seals(after: number, count: number): Promise<readonly AuditSeal[]> {
    return (await this.rows(SEALS, [after, count])).map(toSeal);
  }

  sealed(number: number): Promise<readonly AuditRow[]> {
    return this.auditRows(SEALED, [number]);
  }

  cut({ cut: from }: ChainHead, { to, told }: AuditCut): Promise<boolean> {
    return this.orNot(async (transaction) => {
      if ((await transaction.run(MOVE_CUT, [to.number, to.hash, from.number])) !== 1) return false;
      for (let number = from.number + 1; number <= to.number; number += 1)
        await transaction.run('DELETE FROM fhir_audit WHERE block = ?', [number]);
      await transaction.run('DELETE FROM fhir_audit_seal WHERE number <= ?', [to.number]);
      await transaction.runAll(insertions([told]));
      return true;
    });
  }

  /** False when another process was faster, whichever way that shows. */
  private async orNot(work: (transaction: SqlTransaction) => Promise<boolean>): Promise<boolean> {
    try {
      return await this.transact(async (transaction) => {
        if (await work(transaction)) return true;
        throw new NotAllThere();
      });
    } catch (error) {
      const isTaken = error instanceof SqlFaultError && error.fault === 'duplicate-key';
      if (error instanceof NotAllThere || isTaken) return false;
      throw error;
    }
  }

  private rows(sql: string, values: Parameters<SqlDatabase['rows']>[1]): Promise<SqlRow[]> {
    return this.retried.run(() => this.database.rows(sql, values));
  }

  private async auditRows(sql: string, values: Parameters<SqlDatabase['rows']>[1]): Promise<readonly AuditRow[]> {
    return (await this.rows(sql, values)).map(toAuditRow);
  }
}

/** Thrown to roll the transaction back. */
class NotAllThere extends Error {}

function toSeal([number, previous, count, root, at, key, hash]: SqlRow): AuditSeal {
  return {
    number: Number(number),
    previous: String(previous),
    count: Number(count),
    root: String(root),
    at: Number(at),
    key: String(key),
    hash: String(hash),
  };
}
