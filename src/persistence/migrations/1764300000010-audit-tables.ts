import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

/** Tables for the audit log: rows sealed in blocks, the chain of seals, and the end of the chain. */
export class AuditTables1764300000010 implements MigrationInterface {
  readonly name = 'AuditTables1764300000010';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    const types = columnTypes(engineOf(runner.dataSource.options));
    const rows = new Table({
      name: 'fhir_audit',
      columns: [
        { name: 'id', ...types.id, isPrimary: true },
        { name: 'recorded', ...types.instant },
        { name: 'client', ...types.path },
        { name: 'person', ...types.path },
        { name: 'address', ...types.path },
        { name: 'entity', ...types.path },
        { name: 'version', ...types.id },
        { name: 'subtype', ...types.code },
        { name: 'action', ...types.word },
        { name: 'outcome', ...types.word },
        { name: 'block', ...types.version, isNullable: true },
        { name: 'body', ...types.body },
      ],
      indices: [
        new TableIndex({ name: 'fhir_audit_by_block', columnNames: ['block', 'id'] }),
        new TableIndex({ name: 'fhir_audit_by_client', columnNames: ['client', 'id'] }),
        new TableIndex({ name: 'fhir_audit_by_entity', columnNames: ['entity', 'id'] }),
      ],
    });
    const seals = new Table({
      name: 'fhir_audit_seal',
      columns: [
        { name: 'number', ...types.version, isPrimary: true },
        { name: 'previous', ...types.hash },
        { name: 'count', ...types.count },
        { name: 'root', ...types.hash },
        { name: 'at', ...types.instant },
        { name: 'signed_by', ...types.hash },
        { name: 'hash', ...types.hash },
      ],
    });
    const head = new Table({
      name: 'fhir_audit_head',
      columns: [
        { name: 'id', ...types.version, isPrimary: true },
        { name: 'number', ...types.count },
        { name: 'hash', ...types.hash },
        { name: 'at', ...types.instant },
        { name: 'holder', ...types.id },
        { name: 'cut_number', ...types.count },
        { name: 'cut_hash', ...types.hash },
      ],
    });
    for (const table of [rows, seals, head]) await runner.createTable(table, true);
    const zeros = '0'.repeat(64);
    await runner.query('DELETE FROM fhir_audit_head');
    await runner.query(
      `INSERT INTO fhir_audit_head (id, number, hash, at, holder, cut_number, cut_hash) VALUES (1, 0, '${zeros}', 0, '', 0, '${zeros}')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['fhir_audit', 'fhir_audit_seal', 'fhir_audit_head']) await runner.dropTable(name, true);
  }
}
