import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

interface Reordered {
  readonly table: string;
  readonly name: string;
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/** The id comes right after what is sorted by, so that a page in that order is read off the index. */
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

/** Two indexes have the columns they had, in another order. */
export class SortIndexes1764080000000 implements MigrationInterface {
  readonly name = 'SortIndexes1764080000000';

  /** Can run again after it stopped half way, as every migration here. */
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
