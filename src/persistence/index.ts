export { backUp } from './backup';
export { dataSourceOptions, DEFAULT_DATABASE_URL, openDataSource, type PersistenceOptions } from './data-source';
export { describeAddress, parseDatabaseUrl } from './database-url';
export { DEFAULT_LIMITS, type DatabaseLimits } from './limits';
export { MemoryPersistenceModule } from './memory/memory-persistence.module';
export { MemoryResourceStore, type MemoryStoreOptions } from './memory/memory-resource-store';
export { sqlOf, type UnitSql } from './sql-of';
export { PersistenceModule, type PersistenceAsyncOptions } from './persistence.module';
