import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';
import { identifierHashes } from './frozen/identifier-rows';
import { indexStoredBodies } from './frozen/index-stored-bodies';

/** A table for the identifiers of every current resource; resources already stored are indexed as well. */
export class IdentifierTable1763850000000 implements MigrationInterface {
  readonly name = 'IdentifierTable1763850000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(identifierTable(runner), true);
    await indexStoredBodies(runner, {
      name: 'fhir_identifier',
      columns: ['type', 'token_hash', 'value_hash', 'id'],
      rowsOf: (resource, type, id) => identifierHashes(resource).map(([token, value]) => [type, token, value, id]),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('fhir_identifier', true);
  }
}

function identifierTable(runner: QueryRunner): Table {
  const types = columnTypes(engineOf(runner.dataSource.options));
  return new Table({
    name: 'fhir_identifier',
    columns: [
      { name: 'type', ...types.code, isPrimary: true },
      { name: 'token_hash', ...types.hash, isPrimary: true },
      { name: 'id', ...types.id, isPrimary: true },
      { name: 'value_hash', ...types.hash },
    ],
    indices: [new TableIndex({ name: 'fhir_identifier_by_value', columnNames: ['type', 'value_hash', 'id'] })],
  });
}
