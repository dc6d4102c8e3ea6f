import type { Job, JobChoice, JobClaim, JobEnd, JobItems, JobState, JobStep, JobStore, NewJob } from '../../fhir';
import { addedRows, runAll } from './index-rows';
import type { SqlRow, SqlSession, SqlTransaction, SqlValue } from './sql-database';
import { sweepJobs } from './sweep-jobs';

const COLUMNS = 'id, operation, owner, state, attempts, created_at, expires_at, progress, asked, position, result';
const FIND = `SELECT ${COLUMNS} FROM fhir_job WHERE id = ? AND state <> 'cancelled'`;
/** One statement. Processes that add at the same moment may exceed the limit by one. */
const ADD = `INSERT INTO fhir_job
  (id, operation, owner, asked, created_at, state, claimed_until, attempts, stored, progress)
  SELECT ?, ?, ?, ?, ?, 'waiting', 0, 0, 0, ''
  FROM (SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN owner = ? THEN 1 ELSE 0 END), 0) AS own
    FROM fhir_job WHERE state IN ('waiting', 'running')) others WHERE others.n < ? AND others.own < ?`;
const OPEN = "(state = 'waiting' OR (state = 'running' AND claimed_until < ?))";
const CLAIM = `UPDATE fhir_job SET state = 'running', token = ?, claimed_until = ?, attempts = attempts + 1
  WHERE id = ? AND (state = 'waiting' OR (state = 'running' AND claimed_until < ?))`;
const MINE = "id = ? AND token = ? AND state = 'running'";
const RENEW = `UPDATE fhir_job SET claimed_until = ? WHERE ${MINE}`;
const ADVANCE = `UPDATE fhir_job SET claimed_until = ?, position = ?, progress = ?, stored = stored + ?, attempts = 0
  WHERE ${MINE}`;
const END = `UPDATE fhir_job SET state = ?, result = ?, expires_at = ?, token = NULL WHERE ${MINE}`;
const RELEASE = `UPDATE fhir_job SET state = 'waiting', token = NULL WHERE ${MINE}`;
const CANCEL = "UPDATE fhir_job SET state = 'cancelled', token = NULL WHERE id = ? AND state <> 'cancelled'";
const CHUNK = 'SELECT body FROM fhir_job_chunk WHERE job = ? AND file = ? AND sequence = ?';
const KEEP_CHUNK = 'INSERT INTO fhir_job_chunk (job, file, sequence, body) VALUES (?, ?, ?, ?)';
const ITEMS = `SELECT id FROM fhir_job_item WHERE job = ? AND type = ? AND round = ? AND id > ? ORDER BY id LIMIT ?`;
const ITEM_COLUMNS = ['job', 'type', 'id', 'round'];
const STORED = 'SELECT COALESCE(SUM(stored), 0) FROM fhir_job WHERE stored > 0';

/** Ids per statement. */
const IDS_AT_ONCE = 100;

export type Transact = <T>(work: (transaction: SqlTransaction) => Promise<T>) => Promise<T>;

/** Job store on the tables of `job-tables.ts`. */
export class SqlJobStore implements JobStore {
  /** @param transact runs work in a transaction, and retries it after a conflict with another one */
  constructor(
    private readonly database: SqlSession,
    private readonly transact: Transact,
  ) {}

  async add(job: NewJob, most: number, mostOfOwner = most): Promise<boolean> {
    const { id, operation, owner = '', asked, createdAt } = job;
    const values = [id, operation, job.owner ?? null, asked, createdAt, owner, most, mostOfOwner];
    return this.changes(ADD, values);
  }

  async find(id: string): Promise<Job | undefined> {
    const [row] = await this.database.rows(FIND, [id]);
    return row && toJob(row);
  }

  async claim(token: string, now: number, until: number, which?: JobChoice): Promise<Job | undefined> {
    const operations = which?.operations ?? [];
    const places = operations.map(() => '?').join(', ');
    const chosen = which ? ` AND operation ${which.others ? 'NOT ' : ''}IN (${places})` : '';
    const next = `SELECT id FROM fhir_job WHERE ${OPEN}${chosen} ORDER BY created_at, id LIMIT 1`;
    for (;;) {
      const [row] = await this.database.rows(next, [now, ...operations]);
      if (!row) return undefined;
      const id = String(row[0]);
      // Another process may have been faster; then the next job is tried.
      if (await this.changes(CLAIM, [token, until, id, now])) return this.find(id);
    }
  }

  renew({ id, token }: JobClaim, until: number): Promise<boolean> {
    return this.changes(RENEW, [until, id, token]);
  }

  async advance({ id, token }: JobClaim, step: JobStep, until: number): Promise<boolean> {
    const { position, progress, chunks, items = [] } = step;
    const bytes = chunks.reduce((sum, { body }) => sum + body.length, 0);
    return this.transact(async (transaction) => {
      const matched = await transaction.run(ADVANCE, [until, position, progress, bytes, id, token]);
      if (matched === 0) return false;
      for (const { file, sequence, body } of chunks) await transaction.run(KEEP_CHUNK, [id, file, sequence, body]);
      for (const each of items) await addItems(transaction, id, each);
      return true;
    });
  }

  end({ id, token }: JobClaim, { state, result, expiresAt }: JobEnd): Promise<boolean> {
    return this.changes(END, [state, result, expiresAt, id, token]);
  }

  release({ id, token }: JobClaim): Promise<boolean> {
    return this.changes(RELEASE, [id, token]);
  }

  cancel(id: string): Promise<boolean> {
    return this.changes(CANCEL, [id]);
  }

  async chunk(id: string, file: number, sequence: number): Promise<Uint8Array | undefined> {
    const [row] = await this.database.rows(CHUNK, [id, file, sequence]);
    return row?.[0] as unknown as Uint8Array | undefined;
  }

  async items(id: string, type: string, round: number, after: string, count: number): Promise<readonly string[]> {
    const rows = await this.database.rows(ITEMS, [id, type, round, after, count]);
    return rows.map(([found]) => String(found));
  }

  async stored(): Promise<number> {
    const [row] = await this.database.rows(STORED, []);
    return Number(row![0]);
  }

  sweep(now: number, forgotten: number): Promise<void> {
    return sweepJobs(this.database, this.transact, now, forgotten);
  }

  private async changes(sql: string, values: readonly SqlValue[]): Promise<boolean> {
    return (await this.transact((transaction) => transaction.run(sql, values))) > 0;
  }
}

/** Existing items stay in their round. Nobody else adds items of the job, because its row is locked. */
async function addItems(transaction: SqlTransaction, job: string, { type, round, ids }: JobItems): Promise<void> {
  const sorted = [...new Set(ids)].sort();
  for (let at = 0; at < sorted.length; at += IDS_AT_ONCE) {
    const some = sorted.slice(at, at + IDS_AT_ONCE);
    const places = some.map(() => '?').join(', ');
    const known = await transaction.rows(
      `SELECT id FROM fhir_job_item WHERE job = ? AND type = ? AND id IN (${places})`,
      [job, type, ...some],
    );
    const there = new Set(known.map(([id]) => String(id)));
    const rows = some.filter((id) => !there.has(id)).map((id) => [job, type, id, round]);
    await runAll(transaction, addedRows('fhir_job_item', ITEM_COLUMNS, rows));
  }
}

function toJob(row: SqlRow): Job {
  const [id, operation, owner, state, attempts, createdAt, expiresAt, progress, asked, position, result] = row;
  return {
    id: String(id),
    operation: String(operation),
    ...(owner !== null && { owner: String(owner) }),
    state: String(state) as JobState,
    attempts: Number(attempts),
    createdAt: Number(createdAt),
    ...(expiresAt !== null && { expiresAt: Number(expiresAt) }),
    progress: String(progress),
    asked: String(asked),
    ...(position !== null && { position: String(position) }),
    ...(result !== null && { result: String(result) }),
  };
}
