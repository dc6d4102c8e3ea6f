import { MigrationExecutor } from 'typeorm';
import { dataSourceOptions, openDataSource, type PersistenceOptions } from './data-source';
import { migrate, type OnMigration } from './migrate';

/** The tables of a database, for whoever looks after them apart from any server. */
export interface OpenTables {
  /** Names of the migrations that have not run, in their order. */
  pending(): Promise<readonly string[]>;
  /**
   * Runs them, one process at a time. @param onMigration told of each before it runs. @returns those that this process
   * ran
   */
  migrate(onMigration?: OnMigration): Promise<readonly string[]>;
  /** Takes the last one back. @returns its name; undefined: none has run */
  revert(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** @throws Error in one sentence when the database cannot be opened */
export async function openTables({ url }: Pick<PersistenceOptions, 'url'>): Promise<OpenTables> {
  const dataSource = await openDataSource(dataSourceOptions({ url }));
  const executor = new MigrationExecutor(dataSource);
  const namesOf = (migrations: readonly { readonly name: string }[]) => migrations.map(({ name }) => name);
  return {
    pending: async () => namesOf(await executor.getPendingMigrations()),
    async migrate(onMigration) {
      const before = await executor.getPendingMigrations();
      await migrate(dataSource, onMigration);
      const after = new Set(namesOf(await executor.getPendingMigrations()));
      return namesOf(before).filter((name) => !after.has(name));
    },
    async revert() {
      const [last] = await executor.getExecutedMigrations();
      if (!last) return undefined;
      await dataSource.undoLastMigration({ transaction: 'each' });
      return last.name;
    },
    close: () => dataSource.destroy(),
  };
}
