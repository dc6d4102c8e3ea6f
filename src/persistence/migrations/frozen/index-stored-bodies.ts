import type { QueryRunner } from 'typeorm';
import type { JsonObject } from './json';

const RESOURCES_PER_BATCH = 100;
/** A longer body is read on its own, so that a batch of them does not exhaust memory. */
const LONGEST_IN_BATCH = 65_536;
/** Per INSERT: the lowest limit of any engine (SQLite before 3.32: 999). */
const MOST_PLACEHOLDERS = 999;

const NEXT_BATCH = `SELECT type, id, CASE WHEN LENGTH(body) <= ${LONGEST_IN_BATCH} THEN body END AS body FROM fhir_resource
  WHERE body IS NOT NULL AND (type > ? OR (type = ? AND id > ?)) ORDER BY type, id LIMIT ${RESOURCES_PER_BATCH}`;
const ONE = 'SELECT body FROM fhir_resource WHERE type = ? AND id = ?';

interface StoredBody {
  readonly type: string;
  readonly id: string;
  readonly body: string;
}

/** A table of an index, and the rows of a resource in it. */
export interface IndexTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Values in the order of `columns`. */
  rowsOf(resource: JsonObject, type: string, id: string): (readonly string[])[];
}

/** Fills a new index from the stored resources; rows that already exist are not an error. */
export async function indexStoredBodies(runner: QueryRunner, table: IndexTable): Promise<void> {
  const rowsPerInsert = Math.floor(MOST_PLACEHOLDERS / table.columns.length);
  let rows: (readonly string[])[] = [];
  for await (const { type, id, body } of storedBodies(runner)) {
    rows = rows.concat(table.rowsOf(JSON.parse(body) as JsonObject, type, id));
    while (rows.length >= rowsPerInsert) await insert(runner, table, rows.splice(0, rowsPerInsert));
  }
  if (rows.length > 0) await insert(runner, table, rows);
}

/** In primary-key order; each batch begins where the one before ended. */
async function* storedBodies(runner: QueryRunner): AsyncGenerator<StoredBody> {
  let [type, id] = ['', ''];
  for (;;) {
    const batch = (await runner.query(NEXT_BATCH, [type, type, id])) as (Omit<StoredBody, 'body'> & {
      readonly body: string | null;
    })[];
    const last = batch.at(-1);
    if (!last) return;
    for (const { body, ...key } of batch) yield { ...key, body: body ?? (await bodyOf(runner, key)) };
    ({ type, id } = last);
  }
}

async function bodyOf(runner: QueryRunner, { type, id }: Omit<StoredBody, 'body'>): Promise<string> {
  const [found] = (await runner.query(ONE, [type, id])) as StoredBody[];
  return found!.body;
}

async function insert(runner: QueryRunner, { name, columns }: IndexTable, rows: (readonly string[])[]): Promise<void> {
  const places = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
  await runner.query(`REPLACE INTO ${name} (${columns.join(', ')}) VALUES ${places}`, rows.flat());
}
