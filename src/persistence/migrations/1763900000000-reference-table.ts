import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';
import { indexStoredBodies } from './frozen/index-stored-bodies';
import { referencesOf } from './frozen/reference-rows';

/**
 * A table for the references of every current resource; resources already stored are indexed as well. A migration does
 * not know the server's base URL, so absolute references to this server are indexed by later writes only.
 */
export class ReferenceTable1763900000000 implements MigrationInterface {
  readonly name = 'ReferenceTable1763900000000';

  /** Safe to run again after an interruption, like every migration here. */
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
