import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const TABLE = 'fhir_resource_version';
const INDEX = new TableIndex({ name: 'fhir_version_by_update', columnNames: ['type', 'last_updated', 'id'] });

/** An index of the versions of a type by time, for its history. */
export class VersionIndex1764600000000 implements MigrationInterface {
  readonly name = 'VersionIndex1764600000000';

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
