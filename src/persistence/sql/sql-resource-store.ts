import type {
  HistoryPage,
  HistoryRequest,
  IdentifierToken,
  ResourceStore,
  StoredVersion,
  UnitOfWork,
} from '../../fhir';
import { selectIdsByIdentifier } from './identifier-rows';
import { selectCurrent, selectHistory, selectVersion } from './resource-rows';
import { withRetries } from './retry';
import type { SqlDatabase } from './sql-database';
import { SqlUnitOfWork } from './sql-unit-of-work';

/** Adapter for SQLite, MySQL and MariaDB. A read is one statement; bodies pass as text, never parsed. */
export class SqlResourceStore implements ResourceStore {
  constructor(private readonly database: SqlDatabase) {}

  read(type: string, id: string): Promise<StoredVersion | undefined> {
    return withRetries(() => selectCurrent(this.database, type, id));
  }

  vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined> {
    return withRetries(() => selectVersion(this.database, type, id, versionId));
  }

  history(request: HistoryRequest): Promise<HistoryPage> {
    return withRetries(() => selectHistory(this.database, request));
  }

  findByIdentifier(type: string, identifier: IdentifierToken, limit: number): Promise<readonly string[]> {
    return withRetries(() => selectIdsByIdentifier(this.database, type, identifier, limit));
  }

  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return withRetries(async () => {
      const unit = new SqlUnitOfWork(this.database);
      try {
        const result = await work(unit);
        await unit.commit();
        return result;
      } catch (error) {
        await unit.rollback();
        throw error;
      }
    });
  }

  async ping(): Promise<void> {
    await withRetries(() => this.database.rows('SELECT 1', []));
  }
}
