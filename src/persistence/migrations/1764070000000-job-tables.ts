import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

/** Tables for jobs, the files they write, and the resources they have to visit. */
export class JobTables1764070000000 implements MigrationInterface {
  readonly name = 'JobTables1764070000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    const engine = engineOf(runner.dataSource.options);
    const types = columnTypes(engine);
    const job = new Table({
      name: 'fhir_job',
      columns: [
        { name: 'id', ...types.id, isPrimary: true },
        { name: 'operation', ...types.code },
        { name: 'owner', ...types.hash, isNullable: true },
        { name: 'state', ...types.word },
        { name: 'token', ...types.id, isNullable: true },
        { name: 'claimed_until', ...types.instant },
        { name: 'attempts', ...types.count },
        { name: 'created_at', ...types.instant },
        { name: 'expires_at', ...types.instant, isNullable: true },
        { name: 'stored', ...types.instant },
        { name: 'progress', ...types.path },
        { name: 'asked', ...types.body },
        { name: 'position', ...types.body, isNullable: true },
        { name: 'result', ...types.body, isNullable: true },
      ],
      indices: [new TableIndex({ name: 'fhir_job_by_state', columnNames: ['state', 'created_at', 'id'] })],
    });
    const chunk = new Table({
      name: 'fhir_job_chunk',
      columns: [
        { name: 'job', ...types.id, isPrimary: true },
        { name: 'file', ...types.version, isPrimary: true },
        { name: 'sequence', ...types.version, isPrimary: true },
        { name: 'body', type: engine === 'sqlite' ? 'blob' : 'mediumblob' },
      ],
    });
    const item = new Table({
      name: 'fhir_job_item',
      columns: [
        { name: 'job', ...types.id, isPrimary: true },
        { name: 'type', ...types.code, isPrimary: true },
        { name: 'id', ...types.id, isPrimary: true },
        { name: 'round', ...types.count },
      ],
      indices: [new TableIndex({ name: 'fhir_job_item_by_round', columnNames: ['job', 'type', 'round', 'id'] })],
    });
    for (const table of [job, chunk, item]) await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['fhir_job_item', 'fhir_job_chunk', 'fhir_job']) await runner.dropTable(name, true);
  }
}
