import type { DataSource } from 'typeorm';

/** @throws Error when this database cannot make reads wait for the other nodes, although the settings ask for it */
export async function assertSyncWait(dataSource: DataSource): Promise<void> {
  // A SQLite file has no nodes, so every read sees all that was committed.
  if (dataSource.options.type === 'better-sqlite3') return;
  const found = await dataSource.query<unknown[]>("SHOW SESSION VARIABLES LIKE 'wsrep_sync_wait'");
  if (found.length > 0) return;
  throw new Error(
    'DATABASE_SYNC_WAIT is true, but this database server does not have wsrep_sync_wait; leave DATABASE_SYNC_WAIT out.',
  );
}
