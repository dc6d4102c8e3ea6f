import { Table, TableColumn, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

const KINDS = ['token', 'string', 'reference', 'date', 'quantity', 'uri'];

/**
 * Two more kinds of entries, positions and words, and for every entry the record of the resource it comes from.
 * Existing entries stay unchanged, without a record, until the parameters that have records are indexed again.
 */
export class SearchRecords1764060000000 implements MigrationInterface {
  readonly name = 'SearchRecords1764060000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    for (const kind of KINDS) await addRecord(runner, `fhir_search_${kind}`);
    for (const table of newTables(runner)) await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of newTables(runner)) await runner.dropTable(name, true);
    for (const kind of KINDS) await removeRecord(runner, `fhir_search_${kind}`);
  }
}

async function addRecord(runner: QueryRunner, name: string): Promise<void> {
  if (await runner.hasColumn(name, 'record')) return;
  const column = recordColumn(runner);
  if (engineOf(runner.dataSource.options) === 'sqlite') return rebuild(runner, name, (all) => [...all, column], '0');
  const { columns } = (await runner.getTable(name))!;
  const key = [...columns.filter(({ isPrimary }) => isPrimary).map((each) => each.name), 'record'].join(', ');
  // One statement, so that it either happens completely or not at all.
  await runner.query(
    `ALTER TABLE ${name} ADD COLUMN record int NOT NULL DEFAULT 0, DROP PRIMARY KEY, ADD PRIMARY KEY (${key})`,
  );
}

async function removeRecord(runner: QueryRunner, name: string): Promise<void> {
  if (!(await runner.hasColumn(name, 'record'))) return;
  const isKept = ({ name: each }: TableColumn): boolean => each !== 'record';
  if (engineOf(runner.dataSource.options) === 'sqlite') return rebuild(runner, name, (all) => all.filter(isKept));
  const { columns } = (await runner.getTable(name))!;
  const key = columns.filter((column) => column.isPrimary && isKept(column)).map((each) => each.name).join(', '); // prettier-ignore
  await runner.query(`DELETE FROM ${name} WHERE record > 1`);
  await runner.query(`ALTER TABLE ${name} DROP PRIMARY KEY, DROP COLUMN record, ADD PRIMARY KEY (${key})`);
}

/** SQLite cannot change the primary key of a table. @param added value for the new column */
async function rebuild(
  runner: QueryRunner,
  name: string,
  columnsOf: (columns: readonly TableColumn[]) => TableColumn[],
  added?: string,
): Promise<void> {
  const table = (await runner.getTable(name))!;
  // Dropping the table empties its list of indexes.
  const indices = [...table.indices];
  const rebuilt = new Table({ name: `${name}_rebuilt`, columns: columnsOf(table.columns), withoutRowid: true });
  const kept = rebuilt.columns.map((column) => column.name).filter((column) => added === undefined || column !== 'record'); // prettier-ignore
  const list = kept.join(', ');
  await runner.dropTable(rebuilt.name, true);
  await runner.createTable(rebuilt);
  await runner.query(
    added === undefined
      ? `REPLACE INTO ${rebuilt.name} (${list}) SELECT ${list} FROM ${name}`
      : `INSERT INTO ${rebuilt.name} (${list}, record) SELECT ${list}, ${added} FROM ${name}`,
  );
  await runner.dropTable(table);
  await runner.renameTable(rebuilt.name, name);
  for (const index of indices) await runner.createIndex(name, index);
}

function recordColumn(runner: QueryRunner): TableColumn {
  const { count } = columnTypes(engineOf(runner.dataSource.options));
  return new TableColumn({ name: 'record', ...count, default: 0, isPrimary: true });
}

function newTables(runner: QueryRunner): readonly Table[] {
  const engine = engineOf(runner.dataSource.options);
  const types = columnTypes(engine);
  const number = { type: 'double' };
  const table = (
    name: string,
    key: ConstructorParameters<typeof TableColumn>[0][],
    rest: ConstructorParameters<typeof TableColumn>[0][],
    index: string,
    columnNames: string[],
  ) =>
    new Table({
      name,
      withoutRowid: engine === 'sqlite',
      columns: [
        ...[{ name: 'type', ...types.code }, { name: 'code', ...types.code }, { name: 'id', ...types.id }, ...key].map((column) => ({ ...column!, isPrimary: true })),
        recordColumn(runner),
        ...rest.map((column) => ({ ...column! })),
      ],
      indices: [new TableIndex({ name: index, columnNames })],
    }); // prettier-ignore
  return [
    table(
      'fhir_search_position',
      [
        { name: 'latitude', ...number },
        { name: 'longitude', ...number },
      ],
      ['x', 'y', 'z'].map((name) => ({ name, ...number })),
      'fhir_search_position_by_place',
      ['type', 'code', 'latitude', 'longitude', 'id', 'x', 'y', 'z'],
    ),
    table('fhir_search_words', [{ name: 'words', ...types.path, length: '100' }], [], 'fhir_search_words_by_words', [
      'type',
      'code',
      'words',
      'id',
    ]),
  ];
}
