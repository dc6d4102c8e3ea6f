import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

/** A table for recent requests of each client, as counted by each process. */
export class RateTable1764400000010 implements MigrationInterface {
  readonly name = 'RateTable1764400000010';

  async up(runner: QueryRunner): Promise<void> {
    const types = columnTypes(engineOf(runner.dataSource.options));
    const columns = [
      { name: 'period', ...types.instant, isPrimary: true },
      { name: 'process', ...types.id, isPrimary: true },
      { name: 'client', ...types.id, isPrimary: true },
      { name: 'used', ...types.instant },
    ];
    await runner.createTable(new Table({ name: 'fhir_rate', columns }), true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('fhir_rate', true);
  }
}
