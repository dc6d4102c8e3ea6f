import type { QueryRunner } from 'typeorm';
import type { JsonObject } from '../../fhir';

/** Bodies held in memory at once. */
const RESOURCES_PER_BATCH = 100;
/** Of one INSERT: the fewest that any engine takes (SQLite before 3.32: 999). */
const MOST_PLACEHOLDERS = 999;

const NEXT_BATCH = `SELECT type, id, body FROM fhir_resource
  WHERE body IS NOT NULL AND (type > ? OR (type = ? AND id > ?)) ORDER BY type, id LIMIT ${RESOURCES_PER_BATCH}`;

interface StoredBody {
  readonly type: string;
  readonly id: string;
  readonly body: string;
}

/** A table of an index, and what a resource has in it. */
export interface IndexTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Values in the order of `columns`. */
  rowsOf(resource: JsonObject, type: string, id: string): (readonly string[])[];
}

/** Fills a new index from the resources that are stored already; rows that are there are no error. */
export async function indexStoredBodies(runner: QueryRunner, table: IndexTable): Promise<void> {
  const rowsPerInsert = Math.floor(MOST_PLACEHOLDERS / table.columns.length);
  for await (const bodies of storedBodies(runner)) {
    const rows = bodies.flatMap(({ type, id, body }) => table.rowsOf(JSON.parse(body) as JsonObject, type, id));
    for (let at = 0; at < rows.length; at += rowsPerInsert) {
      await insert(runner, table, rows.slice(at, at + rowsPerInsert));
    }
  }
}

/** In the order of the primary key, each batch beginning where the one before ended. */
async function* storedBodies(runner: QueryRunner): AsyncGenerator<readonly StoredBody[]> {
  let [type, id] = ['', ''];
  for (;;) {
    const batch = (await runner.query(NEXT_BATCH, [type, type, id])) as StoredBody[];
    const last = batch.at(-1);
    if (!last) return;
    yield batch;
    ({ type, id } = last);
  }
}

async function insert(runner: QueryRunner, { name, columns }: IndexTable, rows: (readonly string[])[]): Promise<void> {
  const places = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
  await runner.query(`REPLACE INTO ${name} (${columns.join(', ')}) VALUES ${places}`, rows.flat());
}
