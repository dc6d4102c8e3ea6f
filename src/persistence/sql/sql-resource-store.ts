import {
  EVERY_CAPABILITY,
  type HistoryPage,
  type HistoryRequest,
  type ResourceStore,
  type SearchIndex,
  type SearchPage,
  type SearchRequest,
  type StoreCapabilities,
  type StoreLoad,
  type StoredVersion,
  type UnitOfWork,
} from '../../fhir';
import { selectCurrent, selectHistory, selectVersion } from './resource-rows';
import { withRetries } from './retry';
import { selectFound } from './search-rows';
import type { SqlDatabase, SqlTransaction } from './sql-database';
import { SqlSearchIndex } from './sql-search-index';
import { SqlUnitOfWork } from './sql-unit-of-work';

/** Adapter for SQLite, MySQL and MariaDB. A read is one statement; bodies pass as text, never parsed. */
export class SqlResourceStore implements ResourceStore {
  readonly index: SearchIndex;
  private retries = 0;

  constructor(private readonly database: SqlDatabase) {
    this.index = new SqlSearchIndex(database, (work) => this.retrying(() => transacted(database, work)));
  }

  capabilities(): StoreCapabilities {
    return EVERY_CAPABILITY;
  }

  read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.retrying(() => selectCurrent(this.database, type, id));
  }

  vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined> {
    return this.retrying(() => selectVersion(this.database, type, id, versionId));
  }

  history(request: HistoryRequest): Promise<HistoryPage> {
    return this.retrying(() => selectHistory(this.database, request));
  }

  search(request: SearchRequest): Promise<SearchPage> {
    return this.retrying(() => selectFound(this.database, request));
  }

  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.retrying(async () => {
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
    await this.retrying(() => this.database.check());
  }

  load(): StoreLoad {
    return { ...this.database.load(), retries: this.retries };
  }

  private retrying<T>(work: () => Promise<T>): Promise<T> {
    return withRetries(work, this.countRetry);
  }

  private readonly countRetry = (): void => {
    this.retries += 1;
  };
}

async function transacted<T>(database: SqlDatabase, work: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
  const transaction = await database.begin();
  try {
    const result = await work(transaction);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
