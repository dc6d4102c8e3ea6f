import type { AuditLog } from '../fhir';
import { dataSourceOptions, openDataSource, type PersistenceOptions } from './data-source';
import { requireDatabaseFile, requireTables } from './existing-database';
import { openSqlDatabase } from './sql/open-sql-database';
import { SqlResourceStore } from './sql/sql-resource-store';

/** The audit log of a database, opened without a server. */
export interface OpenAuditLog {
  readonly log: AuditLog;
  close(): Promise<void>;
}

/** Changes nothing. @throws SentenceError when there is no such database, or its tables are not those of this release */
export async function openAuditLog({ url }: Pick<PersistenceOptions, 'url'>): Promise<OpenAuditLog> {
  requireDatabaseFile(url);
  const dataSource = await openDataSource(dataSourceOptions({ url, readsOnly: true }));
  try {
    await requireTables(dataSource);
  } catch (cause) {
    await dataSource.destroy();
    throw cause;
  }
  const database = openSqlDatabase({ url, poolSize: 2 }, dataSource);
  return {
    log: new SqlResourceStore(database).audit,
    async close() {
      await database.close();
      await dataSource.destroy();
    },
  };
}
