import type { SqlDatabase, SqlSession } from './sql-database';
import type { Transact } from './sql-job-store';

/** File pieces deleted per transaction; each may be a megabyte. */
const CHUNKS_AT_ONCE = 16;
const ITEMS_AT_ONCE = 2_000;
/** Jobs per sweep; the next sweep handles the rest. */
const JOBS_AT_ONCE = 20;

const EXPIRE = "UPDATE fhir_job SET state = 'expired' WHERE state IN ('done', 'failed') AND expires_at <= ?";
const TO_EMPTY = `SELECT id FROM fhir_job WHERE state IN ('cancelled', 'expired') AND stored >= 0 LIMIT ${JOBS_AT_ONCE}`;
/** A negative size marks a job as emptied, so that later sweeps skip it. */
const EMPTIED = "UPDATE fhir_job SET stored = -1, position = NULL WHERE id = ? AND state = 'expired'";
const DROP = "DELETE FROM fhir_job WHERE id = ? AND state = 'cancelled'";
const FORGET = "DELETE FROM fhir_job WHERE state = 'expired' AND stored < 0 AND expires_at <= ?";
const CHUNKS = `SELECT file, sequence FROM fhir_job_chunk WHERE job = ? LIMIT ${CHUNKS_AT_ONCE}`;
const DROP_CHUNK = 'DELETE FROM fhir_job_chunk WHERE job = ? AND file = ? AND sequence = ?';
const LAST_ITEM = `SELECT type, id FROM fhir_job_item WHERE job = ? ORDER BY type, id LIMIT 1 OFFSET ${ITEMS_AT_ONCE - 1}`;
const DROP_ITEMS_UP_TO = 'DELETE FROM fhir_job_item WHERE job = ? AND (type < ? OR (type = ? AND id <= ?))';
const DROP_ITEMS = 'DELETE FROM fhir_job_item WHERE job = ?';

/** Deletes the output of jobs in small steps, since other writers wait for each transaction. */
export async function sweepJobs(
  database: SqlSession,
  transact: Transact,
  now: number,
  forgotten: number,
): Promise<void> {
  const run = (sql: string, values: readonly (string | number)[]) =>
    transact((transaction) => transaction.run(sql, values));
  // A read first: most of the time there is nothing to do, and a write would have to wait for others.
  if (await isAny(database, "state IN ('done', 'failed') AND expires_at <= ?", now)) await run(EXPIRE, [now]);
  for (const [id] of await database.rows(TO_EMPTY, [])) {
    await empty(database, transact, String(id));
    await run(EMPTIED, [String(id)]);
    await run(DROP, [String(id)]);
  }
  if (await isAny(database, "state = 'expired' AND stored < 0 AND expires_at <= ?", forgotten)) {
    await run(FORGET, [forgotten]);
  }
}

async function isAny(database: Pick<SqlDatabase, 'rows'>, condition: string, instant: number): Promise<boolean> {
  return (await database.rows(`SELECT 1 FROM fhir_job WHERE ${condition} LIMIT 1`, [instant])).length > 0;
}

async function empty(database: SqlSession, transact: Transact, job: string): Promise<void> {
  for (;;) {
    const chunks = await database.rows(CHUNKS, [job]);
    if (chunks.length === 0) break;
    await transact((transaction) =>
      transaction.runAll(chunks.map(([file, sequence]) => ({ sql: DROP_CHUNK, values: [job, file!, sequence!] }))),
    );
  }
  for (;;) {
    const [last] = await database.rows(LAST_ITEM, [job]);
    const [type, id] = last ?? [];
    await transact((transaction) =>
      last ? transaction.run(DROP_ITEMS_UP_TO, [job, type!, type!, id!]) : transaction.run(DROP_ITEMS, [job]),
    );
    if (!last) return;
  }
}
