import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

/** Which search parameters the index of each type was built from, so that a server knows when to rebuild it. */
export class SearchIndexTable1764050000000 implements MigrationInterface {
  readonly name = 'SearchIndexTable1764050000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    const types = columnTypes(engineOf(runner.dataSource.options));
    const columns = [
      { name: 'type', ...types.code, isPrimary: true },
      { name: 'digest', ...types.hash },
    ];
    await runner.createTable(new Table({ name: 'fhir_search_index', columns }), true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('fhir_search_index', true);
  }
}
