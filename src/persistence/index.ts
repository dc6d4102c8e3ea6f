export {
  anyColumn,
  booleanColumn,
  type ColumnSearch,
  inChild,
  referenceColumn,
  stringColumn,
  tokenColumn,
  uriColumn,
} from './facade/column-search';
export { dateColumn, instantColumn, numberColumn, positionColumns } from './facade/range-columns';
export { type Condition, likeText, where } from './facade/condition';
export { deletionMark, type DeletionMark } from './facade/deletion-mark';
export { type FacadeDatabase, facadeStore, type FacadeStoreOptions, openFacade } from './facade/facade-provider';
export { keyIn, referenceTo } from './facade/references';
export { counterVersion, dateVersion, hashVersion, type RowVersion } from './facade/row-version';
export {
  type ChildTable,
  mapTable,
  type Mapped,
  type ReferenceColumn,
  type RowData,
  type TableMapping,
} from './facade/table-mapping';
export { backUp } from './backup';
export { requireDatabaseFile } from './existing-database';
export { openAuditLog, type OpenAuditLog } from './open-audit-log';
export type { MigrationStep, OnMigration } from './migrate';
export { openTables, type OpenTables } from './open-tables';
export { dataSourceOptions, DEFAULT_DATABASE_URL, openDataSource, type PersistenceOptions } from './data-source';
export { describeAddress, parseDatabaseUrl } from './database-url';
export { DEFAULT_LIMITS, type DatabaseLimits } from './limits';
export { MemoryPersistenceModule } from './memory/memory-persistence.module';
export { MemoryResourceStore, type MemoryStoreOptions } from './memory/memory-resource-store';
export { sqlOf, type UnitSql } from './sql-of';
export { type HostedOptions, PersistenceModule, type PersistenceAsyncOptions } from './persistence.module';
