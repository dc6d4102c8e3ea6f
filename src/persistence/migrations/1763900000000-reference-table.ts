import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';
import { indexStoredBodies } from './frozen/index-stored-bodies';
import { referencesOf } from './frozen/reference-rows';

/**
 * What every current resource refers to; those already stored are indexed on the way. A migration does not know the
 * address of the server: absolute references to itself are indexed by writes only.
 */
export class ReferenceTable1763900000000 implements MigrationInterface {
  readonly name = 'ReferenceTable1763900000000';

  /** Can run again after it stopped half way, as every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(referenceTable(runner), true);
    await indexStoredBodies(runner, {
      name: 'fhir_reference',
      columns: ['type', 'id', 'target_type', 'target_id', 'path'],
      rowsOf: (resource, type, id) =>
        referencesOf(resource).map((reference) => [type, id, reference.type, reference.id, reference.path]),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('fhir_reference', true);
  }
}

function referenceTable(runner: QueryRunner): Table {
  const types = columnTypes(engineOf(runner.dataSource.options));
  return new Table({
    name: 'fhir_reference',
    columns: [
      { name: 'type', ...types.code, isPrimary: true },
      { name: 'id', ...types.id, isPrimary: true },
      { name: 'target_type', ...types.code, isPrimary: true },
      { name: 'target_id', ...types.id, isPrimary: true },
      { name: 'path', ...types.path, isPrimary: true },
    ],
    indices: [
      new TableIndex({
        name: 'fhir_reference_by_target',
        columnNames: ['target_type', 'target_id', 'type', 'id', 'path'],
      }),
    ],
  });
}
