export { backUp } from './backup';
export { dataSourceOptions, DEFAULT_DATABASE_URL, openDataSource, type PersistenceOptions } from './data-source';
export { describeAddress, parseDatabaseUrl } from './database-url';
export { DEFAULT_LIMITS, type DatabaseLimits } from './limits';
export { MemoryPersistenceModule } from './memory/memory-persistence.module';
export { MemoryResourceStore } from './memory/memory-resource-store';
export { PersistenceModule, type PersistenceAsyncOptions } from './persistence.module';
