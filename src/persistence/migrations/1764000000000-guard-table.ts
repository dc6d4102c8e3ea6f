import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** Rows that are written so that two transactions exclude each other; they come when they are first needed. */
export class GuardTable1764000000000 implements MigrationInterface {
  readonly name = 'GuardTable1764000000000';

  /** Can run again after it stopped half way, as every migration here. */
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
