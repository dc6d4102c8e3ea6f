import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

/** Tables for the current version of every resource, and for all versions. */
export class ResourceTables1763800000000 implements MigrationInterface {
  readonly name = 'ResourceTables1763800000000';

  /** MySQL cannot roll back CREATE TABLE, so an interrupted run must be able to run again. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(resourceTable(runner, 'fhir_resource', false), true);
    await runner.createTable(resourceTable(runner, 'fhir_resource_version', true), true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('fhir_resource_version', true);
    await runner.dropTable('fhir_resource', true);
  }
}

function resourceTable(runner: QueryRunner, name: string, everyVersion: boolean): Table {
  const types = columnTypes(engineOf(runner.dataSource.options));
  const columns: TableColumnOptions[] = [
    { name: 'type', ...types.code, isPrimary: true },
    { name: 'id', ...types.id, isPrimary: true },
    { name: 'version', ...types.version, isPrimary: everyVersion },
    { name: 'last_updated', ...types.instant },
    { name: 'interaction', ...types.word },
    { name: 'body', ...types.body, isNullable: true },
  ];
  return new Table({ name, columns });
}
