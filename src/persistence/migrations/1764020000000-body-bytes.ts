import { TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

const TABLES = ['fhir_resource', 'fhir_resource_version'];
/** Rows per UPDATE: the write set of a Galera cluster contains the bodies of all of them. */
const ROWS_AT_ONCE = 100;

/**
 * A column for the length of each body, so that a page can be limited by bytes without reading bodies outside of it.
 */
export class BodyBytes1764020000000 implements MigrationInterface {
  readonly name = 'BodyBytes1764020000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    const engine = engineOf(runner.dataSource.options);
    for (const table of TABLES) {
      if (engine === 'sqlite') await rebuild(runner, table);
      else await addAndFill(runner, table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      if (await runner.hasColumn(table, 'bytes')) await runner.query(`ALTER TABLE ${table} DROP COLUMN bytes`);
    }
  }
}

/** SQLite adds columns only at the end, after the body, where reading them means following a long body to its end. */
async function rebuild(runner: QueryRunner, name: string): Promise<void> {
  if (await runner.hasColumn(name, 'bytes')) return;
  const table = (await runner.getTable(name))!;
  const kept = table.columns.map((column) => column.name).join(', ');
  // Dropping the table empties its list of indexes.
  const indices = [...table.indices];
  const rebuilt = table.clone();
  rebuilt.name = `${name}_rebuilt`;
  rebuilt.columns.splice(rebuilt.columns.length - 1, 0, bytesColumn(runner));
  rebuilt.indices = [];
  await runner.createTable(rebuilt);
  await runner.query(
    `INSERT INTO ${rebuilt.name} (${kept}, bytes) SELECT ${kept}, COALESCE(octet_length(body), 0) FROM ${name}`,
  );
  await runner.dropTable(table);
  await runner.renameTable(rebuilt.name, name);
  for (const index of indices) await runner.createIndex(name, index);
}

async function addAndFill(runner: QueryRunner, name: string): Promise<void> {
  if (!(await runner.hasColumn(name, 'bytes'))) await runner.addColumn(name, bytesColumn(runner));
  const after = '(type > ? OR (type = ? AND id > ?))';
  for (let [type, id] = ['', '']; ;) {
    const [last] = (await runner.query(
      `SELECT type, id FROM ${name} WHERE ${after} ORDER BY type, id LIMIT 1 OFFSET ${ROWS_AT_ONCE - 1}`,
      [type, type, id],
    )) as { type: string; id: string }[];
    const upTo = last ? 'AND (type < ? OR (type = ? AND id <= ?))' : '';
    await runner.query(
      `UPDATE ${name} SET bytes = LENGTH(body) WHERE ${after} ${upTo} AND bytes = 0 AND interaction <> 'delete'`,
      [type, type, id, ...(last ? [last.type, last.type, last.id] : [])],
    );
    if (!last) return;
    ({ type, id } = last);
  }
}

function bytesColumn(runner: QueryRunner): TableColumn {
  const { count } = columnTypes(engineOf(runner.dataSource.options));
  return new TableColumn({ name: 'bytes', ...count, default: 0 });
}
