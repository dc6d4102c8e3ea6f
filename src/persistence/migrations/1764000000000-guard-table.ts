import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** A table of rows that transactions write in order to exclude each other; rows are inserted when first needed. */
export class GuardTable1764000000000 implements MigrationInterface {
  readonly name = 'GuardTable1764000000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    const table = new Table({
      name: 'fhir_guard',
      columns: [
        { name: 'id', type: isSqlite ? 'integer' : 'int', isPrimary: true },
        { name: 'touched', type: 'bigint' },
      ],
    });
    await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('fhir_guard', true);
  }
}
