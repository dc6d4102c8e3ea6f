import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLE = 'fhir_resource';
const INDEX = new TableIndex({ name: 'fhir_resource_by_interaction', columnNames: ['type', 'interaction'] });

/**
 * An index that counts the existing resources of a type without reading them, for the total of a search without
 * criteria.
 */
export class InteractionIndex1763950000000 implements MigrationInterface {
  readonly name = 'InteractionIndex1763950000000';

  /** Safe to run again after an interruption, like every migration here. */
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
