import type { AuditLog } from '../fhir';
import { dataSourceOptions, openDataSource, type PersistenceOptions } from './data-source';
import { openSqlDatabase } from './sql/open-sql-database';
import { SqlResourceStore } from './sql/sql-resource-store';

/** The audit log of a database, opened without a server. */
export interface OpenAuditLog {
  readonly log: AuditLog;
  close(): Promise<void>;
}

/** @throws Error in one sentence when the database cannot be opened, or has no audit log yet */
export async function openAuditLog({ url }: Pick<PersistenceOptions, 'url'>): Promise<OpenAuditLog> {
  const dataSource = await openDataSource(dataSourceOptions({ url }));
  const runner = dataSource.createQueryRunner();
  const isThere = await runner.hasTable('fhir_audit_head').finally(() => runner.release());
  if (!isThere) {
    await dataSource.destroy();
    throw new Error('The database has no audit log; bring its tables up to date with the command migrate.');
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
