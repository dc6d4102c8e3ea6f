import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrate } from '../../src/persistence/migrate';

type Rows = readonly Record<string, string>[];

/** The rows of an index before and after it was made again out of the stored bodies. */
export interface IndexedTwice {
  readonly before: Rows;
  readonly after: Rows;
}

/**
 * @param how `undone`: the migrations are undone until the table is gone; `forgotten`: the table is there, and nobody
 * knows that it was filled, as when a migration stopped half way
 */
export async function indexAgain(
  url: string,
  table: { readonly name: string; readonly key: string; readonly migration: string },
  how: 'undone' | 'forgotten',
): Promise<IndexedTwice> {
  const dataSource = await openDataSource(dataSourceOptions({ url }));
  const runner = dataSource.createQueryRunner();
  const rows = () => dataSource.query<Rows>(`SELECT * FROM ${table.name} ORDER BY ${table.key}`);
  const before = await rows();
  if (how === 'forgotten') await dataSource.query(`DELETE FROM migrations WHERE name LIKE '${table.migration}%'`);
  else while (await runner.hasTable(table.name)) await dataSource.undoLastMigration();
  await migrate(dataSource);
  const after = await rows();
  await runner.release();
  await dataSource.destroy();
  return { before, after };
}
