import { Inject, Module, type DynamicModule, type ModuleMetadata, type OnApplicationShutdown } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { RESOURCE_STORE } from '../fhir';
import { dataSourceOptions, openDataSource, type PersistenceOptions } from './data-source';
import { openSqlDatabase } from './sql/open-sql-database';
import type { SqlDatabase } from './sql/sql-database';
import { SqlResourceStore } from './sql/sql-resource-store';
import { assertSyncWait } from './sync-wait';

const PERSISTENCE_OPTIONS = Symbol('PersistenceOptions');
const SQL_DATABASE = Symbol('SqlDatabase');

export interface DataSourceName {
  /** What TypeORM's DataSource is called in the application, `@InjectDataSource(name)`; absent: it is the default one. */
  readonly name?: string;
}

export interface PersistenceAsyncOptions<Deps extends readonly unknown[]> extends DataSourceName {
  readonly imports?: ModuleMetadata['imports'];
  /** Tokens of the factory's arguments, in order. */
  readonly inject?: {
    readonly [Index in keyof Deps]: symbol | string | (abstract new (...args: never[]) => Deps[Index]);
  };
  readonly useFactory: (...deps: Deps) => PersistenceOptions | Promise<PersistenceOptions>;
}

/**
 * Gives RESOURCE_STORE on SQLite, MySQL or MariaDB to whoever imports it, and TypeORM's DataSource for plugins that want
 * tables of their own (`@InjectDataSource()`). An application that has a default DataSource of its own, or two stores,
 * gives this one a name.
 *
 * On SQLite a plugin's DataSource is another connection than the store's: its writes wait for the file's write lock,
 * and do so synchronously.
 */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(SQL_DATABASE) private readonly database: SqlDatabase) {}

  static forRoot({ name, ...options }: PersistenceOptions & DataSourceName): DynamicModule {
    return this.forRootAsync({ useFactory: () => options, ...(name !== undefined && { name }) });
  }

  static forRootAsync<Deps extends readonly unknown[]>(options: PersistenceAsyncOptions<Deps>): DynamicModule {
    const optionsModule = persistenceOptions(options);
    const named = options.name === undefined ? {} : { name: options.name };
    return {
      module: PersistenceModule,
      imports: [
        optionsModule,
        TypeOrmModule.forRootAsync({
          ...named,
          imports: [optionsModule],
          inject: [PERSISTENCE_OPTIONS],
          // A database that is not there stops the boot at once, in words, instead of ten tries three seconds apart.
          useFactory: (chosen: PersistenceOptions) => ({
            ...dataSourceOptions(chosen),
            ...named,
            toRetry: () => false,
          }),
          dataSourceFactory: (chosen) => openDataSource(chosen as DataSourceOptions),
        }),
      ],
      providers: [
        {
          provide: SQL_DATABASE,
          inject: [PERSISTENCE_OPTIONS, getDataSourceToken(options.name)],
          useFactory: async (chosen: PersistenceOptions, dataSource: DataSource) => {
            if (chosen.syncWait) await assertSyncWait(dataSource);
            return openSqlDatabase(chosen, dataSource);
          },
        },
        {
          provide: RESOURCE_STORE,
          inject: [SQL_DATABASE],
          useFactory: (database: SqlDatabase) => new SqlResourceStore(database),
        },
      ],
      exports: [RESOURCE_STORE, TypeOrmModule],
    };
  }

  /** The HTTP server has closed by now: no request is under way. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

/** A module of its own, so that TypeORM's factory and ours get one and the same object. */
function persistenceOptions<Deps extends readonly unknown[]>(options: PersistenceAsyncOptions<Deps>): DynamicModule {
  class PersistenceOptionsModule {}
  return {
    module: PersistenceOptionsModule,
    imports: options.imports ?? [],
    providers: [
      {
        provide: PERSISTENCE_OPTIONS,
        inject: [...(options.inject ?? [])] as never[],
        useFactory: (...deps: unknown[]) => options.useFactory(...(deps as unknown as Deps)),
      },
    ],
    exports: [PERSISTENCE_OPTIONS],
  };
}
