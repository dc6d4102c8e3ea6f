import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

/** The number of resources of each type, counted once here, and secrets that all processes share. */
export class TotalsAndSecrets1764100000000 implements MigrationInterface {
  readonly name = 'TotalsAndSecrets1764100000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    const types = columnTypes(engineOf(runner.dataSource.options));
    const totals = [
      { name: 'type', ...types.code, isPrimary: true },
      { name: 'lane', ...types.version, isPrimary: true },
      { name: 'n', ...types.instant },
    ];
    const secrets = [
      { name: 'name', ...types.code, isPrimary: true },
      { name: 'value', ...types.path },
    ];
    await runner.createTable(new Table({ name: 'fhir_total', columns: totals }), true);
    await runner.createTable(new Table({ name: 'fhir_secret', columns: secrets }), true);
    await runner.query('DELETE FROM fhir_total');
    await runner.query(
      "INSERT INTO fhir_total (type, lane, n) SELECT type, 0, COUNT(*) FROM fhir_resource WHERE interaction <> 'delete' GROUP BY type",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('fhir_total', true);
    await runner.dropTable('fhir_secret', true);
  }
}
