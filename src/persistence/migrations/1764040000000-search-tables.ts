import { Table, TableIndex, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';
import { columnTypes, engineOf } from './frozen/column-types';

interface SearchTable {
  readonly name: string;
  readonly key: readonly TableColumnOptions[];
  readonly rest?: readonly TableColumnOptions[];
  readonly indices: Readonly<Record<string, readonly string[]>>;
}

const OLD = 'fhir_identifier';
const BY_UPDATE = new TableIndex({
  name: 'fhir_resource_by_update',
  columnNames: ['type', 'last_updated', 'interaction'],
});
const BY_INTERACTION = new TableIndex({
  name: 'fhir_resource_by_interaction',
  columnNames: ['type', 'interaction'],
});

/**
 * The search index: one table per kind of search parameter. Identifiers move there unchanged. A migration does not know
 * the other parameters, so it does not index stored resources for them.
 */
export class SearchTables1764040000000 implements MigrationInterface {
  readonly name = 'SearchTables1764040000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    for (const table of searchTables(runner)) await runner.createTable(tableOf(runner, table), true);
    if (await runner.hasTable(OLD)) {
      await runner.query(
        `REPLACE INTO fhir_search_token (type, code, id, token_hash, value_hash) SELECT type, 'identifier', id, token_hash, value_hash FROM ${OLD}`,
      );
      await runner.dropTable(OLD);
    }
    await replaceIndex(runner, BY_INTERACTION, BY_UPDATE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createTable(identifierTable(runner), true);
    if (await runner.hasTable('fhir_search_token')) {
      await runner.query(
        `REPLACE INTO ${OLD} (type, token_hash, id, value_hash) SELECT type, token_hash, id, value_hash FROM fhir_search_token WHERE code = 'identifier'`,
      );
    }
    for (const { name } of searchTables(runner)) await runner.dropTable(name, true);
    await replaceIndex(runner, BY_UPDATE, BY_INTERACTION);
  }
}

/** MySQL has no IF EXISTS for an index. */
async function replaceIndex(runner: QueryRunner, old: TableIndex, now: TableIndex): Promise<void> {
  const names = async () => (await runner.getTable('fhir_resource'))?.indices.map(({ name }) => name) ?? [];
  if (!(await names()).includes(now.name)) await runner.createIndex('fhir_resource', now.clone());
  if ((await names()).includes(old.name)) await runner.dropIndex('fhir_resource', old.clone());
}

function tableOf(runner: QueryRunner, { name, key, rest = [], indices }: SearchTable): Table {
  const types = columnTypes(engineOf(runner.dataSource.options));
  const common = [
    { name: 'type', ...types.code },
    { name: 'code', ...types.code },
    { name: 'id', ...types.id },
  ];
  return new Table({
    name,
    withoutRowid: engineOf(runner.dataSource.options) === 'sqlite',
    columns: [...[...common, ...key].map((column) => ({ ...column, isPrimary: true })), ...rest],
    indices: Object.entries(indices).map(
      ([index, columns]) => new TableIndex({ name: index, columnNames: [...columns] }),
    ),
  });
}

function searchTables(runner: QueryRunner): readonly SearchTable[] {
  const types = columnTypes(engineOf(runner.dataSource.options));
  const number = { type: 'double' };
  return [
    {
      name: 'fhir_search_token',
      key: [{ name: 'token_hash', ...types.hash }],
      rest: [{ name: 'value_hash', ...types.hash }],
      indices: {
        fhir_search_token_by_token: ['type', 'code', 'token_hash', 'id'],
        fhir_search_token_by_value: ['type', 'code', 'value_hash', 'id'],
      },
    },
    {
      name: 'fhir_search_string',
      key: [{ name: 'text_hash', ...types.hash }],
      rest: [{ name: 'folded', ...types.path, length: '400' }],
      indices: {
        fhir_search_string_by_text: ['type', 'code', 'text_hash', 'id'],
        fhir_search_string_by_folded: ['type', 'code', 'folded', 'id'],
      },
    },
    {
      name: 'fhir_search_reference',
      key: [
        { name: 'target_type', ...types.code },
        { name: 'target_id', ...types.id },
      ],
      indices: { fhir_search_reference_by_target: ['type', 'code', 'target_id', 'target_type', 'id'] },
    },
    {
      name: 'fhir_search_date',
      key: [
        { name: 'low', ...types.instant },
        { name: 'high', ...types.instant },
      ],
      indices: {
        fhir_search_date_by_low: ['type', 'code', 'low', 'high', 'id'],
        fhir_search_date_by_high: ['type', 'code', 'high', 'low', 'id'],
      },
    },
    {
      name: 'fhir_search_quantity',
      key: [
        { name: 'low', ...number },
        { name: 'high', ...number },
        { name: 'unit_hash', ...types.hash },
      ],
      rest: [{ name: 'symbol_hash', ...types.hash }],
      indices: { fhir_search_quantity_by_low: ['type', 'code', 'low', 'high', 'unit_hash', 'symbol_hash', 'id'] },
    },
    {
      name: 'fhir_search_uri',
      key: [{ name: 'uri', ...types.path, length: '500' }],
      indices: { fhir_search_uri_by_uri: ['type', 'code', 'uri', 'id'] },
    },
  ];
}

/** The table as the original migration created it. */
function identifierTable(runner: QueryRunner): Table {
  const types = columnTypes(engineOf(runner.dataSource.options));
  return new Table({
    name: OLD,
    columns: [
      { name: 'type', ...types.code, isPrimary: true },
      { name: 'token_hash', ...types.hash, isPrimary: true },
      { name: 'id', ...types.id, isPrimary: true },
      { name: 'value_hash', ...types.hash },
    ],
    indices: [new TableIndex({ name: 'fhir_identifier_by_value', columnNames: ['type', 'value_hash', 'id'] })],
  });
}
