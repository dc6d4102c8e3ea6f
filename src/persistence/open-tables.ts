import { MigrationExecutor } from 'typeorm';
import { dataSourceOptions, openDataSource, type PersistenceOptions } from './data-source';
import { pendingMigrations, requireKnownTables } from './existing-database';
import { migrate, type OnMigration } from './migrate';

/** The tables of a database, for maintenance without a server. */
export interface OpenTables {
  /** Names of the migrations that have not run, in order. */
  pending(): Promise<readonly string[]>;
  /**
   * Runs them, one process at a time.
   * @param onMigration called before each one
   * @returns the names of those that this process ran
   */
  migrate(onMigration?: OnMigration): Promise<readonly string[]>;
  /** Reverts the last one. @returns its name; undefined when none has run */
  revert(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** @throws SentenceError when the database cannot be opened, or has tables of a later release */
export async function openTables(options: Pick<PersistenceOptions, 'url' | 'readsOnly'>): Promise<OpenTables> {
  const dataSource = await openDataSource(dataSourceOptions(options));
  try {
    await requireKnownTables(dataSource);
  } catch (cause) {
    await dataSource.destroy();
    throw cause;
  }
  return {
    pending: () => pendingMigrations(dataSource),
    async migrate(onMigration) {
      const before = await pendingMigrations(dataSource);
      await migrate(dataSource, onMigration);
      const after = new Set(await pendingMigrations(dataSource));
      return before.filter((name) => !after.has(name));
    },
    async revert() {
      const [last] = await new MigrationExecutor(dataSource).getExecutedMigrations();
      if (!last) return undefined;
      await dataSource.undoLastMigration({ transaction: 'each' });
      return last.name;
    },
    close: () => dataSource.destroy(),
  };
}
