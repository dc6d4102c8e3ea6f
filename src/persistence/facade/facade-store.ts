import type { OnApplicationShutdown } from '@nestjs/common';
import type {
  HistoryPage,
  HistoryRequest,
  ResourceStore,
  SearchPage,
  SearchRequest,
  StoreCapabilities,
  StoreLoad,
  StoredVersion,
  UnitOfWork,
} from '../../fhir';
import { Retried } from '../sql/retried';
import type { SqlDatabase } from '../sql/sql-database';
import { FacadeTables } from './facade-tables';
import { FacadeUnit } from './facade-unit';
import type { Mapped } from './table-mapping';

/** Adapter for existing tables of MySQL or MariaDB, which other applications continue to write. */
export class FacadeStore implements ResourceStore, OnApplicationShutdown {
  private readonly retried: Retried;

  private constructor(
    private readonly database: SqlDatabase,
    private readonly tables: FacadeTables,
  ) {
    this.retried = new Retried(database);
  }

  /** @throws Error at startup, in one sentence, when a mapping does not fit the database */
  static async open(database: SqlDatabase, mappings: readonly Mapped[]): Promise<FacadeStore> {
    return new FacadeStore(database, await FacadeTables.open(database, mappings));
  }

  capabilities(type: string): StoreCapabilities {
    return this.tables.of(type).capabilities;
  }

  read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.retried.run(() => this.tables.of(type).current(this.database, id));
  }

  vread(type: string, id: string, versionId: string): Promise<StoredVersion | undefined> {
    return this.retried.run(() => this.tables.of(type).version(this.database, id, versionId));
  }

  history(request: HistoryRequest): Promise<HistoryPage> {
    return this.retried.run(() => this.tables.of(request.type).versions(this.database, request));
  }

  search(request: SearchRequest): Promise<SearchPage> {
    return this.retried.run(() => this.tables.of(request.type).search(this.database, request));
  }

  transaction<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.retried.unit(() => new FacadeUnit(this.database, this.tables), work);
  }

  async ping(): Promise<void> {
    await this.retried.ping();
  }

  load(): StoreLoad {
    return this.retried.load();
  }

  /** The HTTP server has closed by now, so no request is in progress. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
