import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

interface Reordered {
  readonly table: string;
  readonly name: string;
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/** The id comes right after the sorted columns, so that the index yields a page in that order. */
const INDEXES: readonly Reordered[] = [
  {
    table: 'fhir_resource',
    name: 'fhir_resource_by_update',
    before: ['type', 'last_updated', 'interaction'],
    now: ['type', 'last_updated', 'id', 'interaction'],
  },
  {
    table: 'fhir_search_quantity',
    name: 'fhir_search_quantity_by_low',
    before: ['type', 'code', 'low', 'high', 'unit_hash', 'symbol_hash', 'id'],
    now: ['type', 'code', 'low', 'high', 'id', 'unit_hash', 'symbol_hash'],
  },
];

/** Reorders the columns of two indexes. */
export class SortIndexes1764080000000 implements MigrationInterface {
  readonly name = 'SortIndexes1764080000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, name, now } of INDEXES) await make(runner, table, name, now);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, name, before } of INDEXES) await make(runner, table, name, before);
  }
}

async function make(runner: QueryRunner, table: string, name: string, columns: readonly string[]): Promise<void> {
  const { indices = [] } = (await runner.getTable(table)) ?? {};
  const found = indices.find((each) => each.name === name);
  if (found?.columnNames.join() === columns.join()) return;
  if (found) await runner.dropIndex(table, found);
  await runner.createIndex(table, new TableIndex({ name, columnNames: [...columns] }));
}
