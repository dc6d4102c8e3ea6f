import { Table, TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

const KINDS = ['token', 'string', 'reference', 'date', 'quantity', 'uri', 'position', 'words'];

/**
 * The labels of each entry, as part of the key so that every index of the table includes them. Existing entries get
 * none; a server with labels rebuilds its index when it starts.
 */
export class SearchLabels1764200000010 implements MigrationInterface {
  readonly name = 'SearchLabels1764200000010';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    for (const kind of KINDS) await addLabel(runner, `fhir_search_${kind}`);
  }

  /** Deletes labelled rows, because nothing would hide them any more. */
  async down(runner: QueryRunner): Promise<void> {
    for (const kind of KINDS) await removeLabel(runner, `fhir_search_${kind}`);
  }
}

async function addLabel(runner: QueryRunner, name: string): Promise<void> {
  if (await runner.hasColumn(name, 'label')) return;
  const { columns } = (await runner.getTable(name))!;
  const { instant } = columnTypes(engineOf(runner.dataSource.options));
  const column = new TableColumn({ name: 'label', ...instant, default: 0, isPrimary: true });
  const at = columns.findIndex((each) => each.name === 'record') + 1;
  const all = columns.toSpliced(at, 0, column);
  if (engineOf(runner.dataSource.options) === 'sqlite') return rebuild(runner, name, all);
  const key = all.filter(({ isPrimary }) => isPrimary).map((each) => each.name).join(', '); // prettier-ignore
  // One statement, so that it either happens completely or not at all.
  await runner.query(
    `ALTER TABLE ${name} ADD COLUMN label bigint NOT NULL DEFAULT 0 AFTER record, DROP PRIMARY KEY, ADD PRIMARY KEY (${key})`,
  );
}

async function removeLabel(runner: QueryRunner, name: string): Promise<void> {
  if (!(await runner.hasColumn(name, 'label'))) return;
  await runner.query(`DELETE FROM ${name} WHERE label <> 0`);
  const { columns } = (await runner.getTable(name))!;
  const rest = columns.filter((each) => each.name !== 'label');
  if (engineOf(runner.dataSource.options) === 'sqlite') return rebuild(runner, name, rest);
  const key = rest.filter(({ isPrimary }) => isPrimary).map((each) => each.name).join(', '); // prettier-ignore
  await runner.query(`ALTER TABLE ${name} DROP PRIMARY KEY, DROP COLUMN label, ADD PRIMARY KEY (${key})`);
}

/** SQLite cannot change the primary key of a table. */
async function rebuild(runner: QueryRunner, name: string, columns: TableColumn[]): Promise<void> {
  const table = (await runner.getTable(name))!;
  // Dropping the table empties its list of indexes.
  const indices = [...table.indices];
  const rebuilt = new Table({ name: `${name}_rebuilt`, columns, withoutRowid: true });
  const list = columns.map((each) => each.name).filter((each) => each !== 'label').join(', '); // prettier-ignore
  await runner.dropTable(rebuilt.name, true);
  await runner.createTable(rebuilt);
  await runner.query(`INSERT INTO ${rebuilt.name} (${list}) SELECT ${list} FROM ${name}`);
  await runner.dropTable(table);
  await runner.renameTable(rebuilt.name, name);
  for (const index of indices) await runner.createIndex(name, index);
}
