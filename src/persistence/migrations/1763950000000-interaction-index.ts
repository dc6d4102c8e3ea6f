import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLE = 'fhir_resource';
const INDEX = new TableIndex({ name: 'fhir_resource_by_interaction', columnNames: ['type', 'interaction'] });

/** Counts the resources of a type that are there without reading them: a search without criteria tells its total. */
export class InteractionIndex1763950000000 implements MigrationInterface {
  readonly name = 'InteractionIndex1763950000000';

  /** Can run again after it stopped half way, as every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    if (!(await isThere(runner))) await runner.createIndex(TABLE, INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (await isThere(runner)) await runner.dropIndex(TABLE, INDEX);
  }
}

/** MySQL has no IF EXISTS for an index. */
async function isThere(runner: QueryRunner): Promise<boolean> {
  const table = await runner.getTable(TABLE);
  return table?.indices.some(({ name }) => name === INDEX.name) ?? false;
}
