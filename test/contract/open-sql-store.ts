import { dataSourceOptions, openDataSource, type PersistenceOptions } from '../../src/persistence';
import { openSqlDatabase } from '../../src/persistence/sql/open-sql-database';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import type { OpenStore } from './resource-store.contract';

/** The store as the module assembles it, with its tables up to date. */
export async function openSqlStore(
  options: PersistenceOptions,
): Promise<OpenStore & { readonly database: SqlDatabase }> {
  const dataSource = await openDataSource(dataSourceOptions({ migrationsRun: true, ...options }));
  const database = openSqlDatabase(options, dataSource);
  return {
    database,
    store: new SqlResourceStore(database),
    close: async () => {
      await database.close();
      await dataSource.destroy();
    },
  };
}
