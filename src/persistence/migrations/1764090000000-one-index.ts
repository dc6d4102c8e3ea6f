import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

interface Indexes {
  readonly table: string;
  readonly before: Readonly<Record<string, readonly string[]>>;
  readonly now: Readonly<Record<string, readonly string[]>>;
}

const TABLES: readonly Indexes[] = [
  {
    table: 'fhir_search_token',
    before: {
      fhir_search_token_by_token: ['type', 'code', 'token_hash', 'id'],
      fhir_search_token_by_value: ['type', 'code', 'value_hash', 'id'],
    },
    now: { fhir_search_token_by_value: ['type', 'code', 'value_hash', 'id', 'token_hash'] },
  },
  {
    table: 'fhir_search_string',
    before: {
      fhir_search_string_by_text: ['type', 'code', 'text_hash', 'id'],
      fhir_search_string_by_folded: ['type', 'code', 'folded', 'id'],
    },
    now: { fhir_search_string_by_folded: ['type', 'code', 'folded', 'id', 'text_hash'] },
  },
];

/** Finds a token with a system by its value, and an exact text by its folded form, so that one index answers both. */
export class OneIndex1764090000000 implements MigrationInterface {
  readonly name = 'OneIndex1764090000000';

  /** Safe to run again after an interruption, like every migration here. */
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, before, now } of TABLES) await replace(runner, table, before, now);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, before, now } of TABLES) await replace(runner, table, now, before);
  }
}

async function replace(
  runner: QueryRunner,
  table: string,
  old: Indexes['before'],
  wanted: Indexes['now'],
): Promise<void> {
  const found = [...((await runner.getTable(table))?.indices ?? [])];
  const isWanted = ({ name, columnNames }: TableIndex): boolean => wanted[name!]?.join() === columnNames.join();
  for (const index of found) if (index.name! in old && !isWanted(index)) await runner.dropIndex(table, index);
  const kept = found.filter(isWanted).map(({ name }) => name);
  for (const [name, columns] of Object.entries(wanted)) {
    if (!kept.includes(name)) await runner.createIndex(table, new TableIndex({ name, columnNames: [...columns] }));
  }
}
