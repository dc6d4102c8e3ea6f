import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { identifiersOf, type JsonObject } from '../../fhir';
import { columnTypes, engineOf } from '../column-types';
import { identifierHash } from '../identifier-hash';

/** Bodies held in memory at once. */
const RESOURCES_PER_BATCH = 100;
/** Rows of one INSERT, of four values each: below the fewest placeholders any engine takes (SQLite before 3.32: 999). */
const ROWS_PER_INSERT = 200;

const NEXT_BATCH = `SELECT type, id, body FROM fhir_resource
  WHERE body IS NOT NULL AND (type > ? OR (type = ? AND id > ?)) ORDER BY type, id LIMIT ${RESOURCES_PER_BATCH}`;

interface StoredBody {
  readonly type: string;
  readonly id: string;
  readonly body: string;
}

type Row = readonly [type: string, tokenHash: string, valueHash: string, id: string];

/** The identifiers of every current resource; those already stored are indexed on the way. */
export class IdentifierTable1763850000000 implements MigrationInterface {
  readonly name = 'IdentifierTable1763850000000';

  /** Can run again after it stopped half way, as every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(identifierTable(runner), true);
    for await (const bodies of storedBodies(runner)) {
      const rows = bodies.flatMap(identifierRows);
      for (let at = 0; at < rows.length; at += ROWS_PER_INSERT)
        await insert(runner, rows.slice(at, at + ROWS_PER_INSERT));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('fhir_identifier', true);
  }
}

function identifierTable(runner: QueryRunner): Table {
  const types = columnTypes(engineOf(runner.dataSource.options));
  return new Table({
    name: 'fhir_identifier',
    columns: [
      { name: 'type', ...types.code, isPrimary: true },
      { name: 'token_hash', ...types.hash, isPrimary: true },
      { name: 'id', ...types.id, isPrimary: true },
      { name: 'value_hash', ...types.hash },
    ],
    indices: [new TableIndex({ name: 'fhir_identifier_by_value', columnNames: ['type', 'value_hash', 'id'] })],
  });
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

function identifierRows({ type, id, body }: StoredBody): Row[] {
  return identifiersOf(JSON.parse(body) as JsonObject).map(
    (identifier) => [type, identifierHash(identifier), identifierHash({ value: identifier.value }), id] as const,
  );
}

async function insert(runner: QueryRunner, rows: readonly Row[]): Promise<void> {
  const places = rows.map(() => '(?, ?, ?, ?)').join(', ');
  await runner.query(`REPLACE INTO fhir_identifier (type, token_hash, value_hash, id) VALUES ${places}`, rows.flat());
}
