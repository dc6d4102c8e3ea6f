import type { DataSource, QueryRunner } from 'typeorm';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrate } from '../../src/persistence/migrate';

type Rows = readonly Record<string, string>[];

/** The rows of an index before and after it was rebuilt from the stored bodies. */
export interface IndexedTwice {
  readonly before: Rows;
  readonly after: Rows;
}

interface IndexTable {
  readonly name: string;
  readonly key: string;
  /** Prefixes of the names of the migrations that created it. */
  readonly migrations: readonly string[];
  /** The table its rows were taken from. */
  readonly origin?: string;
}

/**
 * @param how `undone`: the migrations are reverted until the table is gone; `forgotten`: the table exists but is not
 * recorded as filled, as when a migration stopped half way
 */
export async function indexAgain(url: string, table: IndexTable, how: 'undone' | 'forgotten'): Promise<IndexedTwice> {
  const dataSource = await openDataSource(dataSourceOptions({ url }));
  const runner = dataSource.createQueryRunner();
  const rows = () => dataSource.query<Rows>(`SELECT * FROM ${table.name} ORDER BY ${table.key}`);
  const before = await rows();
  if (how === 'forgotten') await forget(dataSource, table);
  else while (await isThere(runner, table)) await dataSource.undoLastMigration();
  await migrate(dataSource);
  const after = await rows();
  await runner.release();
  await dataSource.destroy();
  return { before, after };
}

async function forget(dataSource: DataSource, { migrations }: IndexTable): Promise<void> {
  for (const migration of migrations) {
    await dataSource.query(`DELETE FROM migrations WHERE name LIKE '${migration}%'`);
  }
}

async function isThere(runner: QueryRunner, { name, origin }: IndexTable): Promise<boolean> {
  return (await runner.hasTable(name)) || (origin !== undefined && (await runner.hasTable(origin)));
}
