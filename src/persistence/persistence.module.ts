import {
  type DynamicModule,
  Inject,
  type InjectionToken,
  Module,
  type ModuleMetadata,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { RESOURCE_STORE } from '../fhir';
import { dataSourceOptions, openDataSource, type PersistenceOptions } from './data-source';
import { migrateBeside, urlOf } from './host-data-source';
import { openSqlDatabase } from './sql/open-sql-database';
import type { SqlDatabase } from './sql/sql-database';
import { SqlResourceStore } from './sql/sql-resource-store';
import { assertSyncWait } from './sync-wait';

const PERSISTENCE_OPTIONS = Symbol('PersistenceOptions');
const SQL_DATABASE = Symbol('SqlDatabase');

export interface DataSourceName {
  /**
   * What TypeORM's DataSource is called in the application, `@InjectDataSource(name)`; absent: it is the default one.
   */
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

export interface HostedOptions extends Omit<PersistenceOptions, 'url'> {
  /** The token of the DataSource, `getDataSourceToken(name)`; default: that of the default one. */
  readonly dataSource?: InjectionToken;
  /** Modules that export it, where it is not TypeOrmModule's. */
  readonly imports?: ModuleMetadata['imports'];
}

/**
 * Gives RESOURCE_STORE on SQLite, MySQL or MariaDB to whoever imports it, and TypeORM's DataSource for plugins that
 * want tables of their own (`@InjectDataSource()`). An application that has a default DataSource of its own, or two
 * stores, gives this one a name.
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
            ...dataSourceOptions({ ...DEFAULTS, ...chosen }),
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
          useFactory: open,
        },
        STORE,
      ],
      exports: [RESOURCE_STORE, TypeOrmModule],
    };
  }

  /**
   * The same in the database of a DataSource the application has: the tables of the framework are made beside its own
   * (all are called `fhir_…`), and the store has connections of its own to them.
   * @throws Error at boot, in a sentence, for a DataSource of another kind of database than those
   */
  static forDataSource({ dataSource, imports = [], ...options }: HostedOptions = {}): DynamicModule {
    return {
      module: PersistenceModule,
      imports,
      providers: [
        {
          provide: SQL_DATABASE,
          inject: [dataSource ?? getDataSourceToken()],
          useFactory: async (host: DataSource) => {
            const chosen = { ...DEFAULTS, ...options, url: urlOf(host) };
            if (chosen.migrationsRun) await migrateBeside(host, chosen);
            return open(chosen, host);
          },
        },
        STORE,
      ],
      exports: [RESOURCE_STORE],
    };
  }

  /** The HTTP server has closed by now: no request is under way. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

/** What an application wants that says nothing: tables that are there. */
const DEFAULTS = { migrationsRun: true } as const satisfies Partial<PersistenceOptions>;

const STORE: Provider = {
  provide: RESOURCE_STORE,
  inject: [SQL_DATABASE],
  useFactory: (database: SqlDatabase) => new SqlResourceStore(database),
};

async function open(chosen: PersistenceOptions, dataSource: DataSource): Promise<SqlDatabase> {
  if (chosen.syncWait) await assertSyncWait(dataSource);
  return openSqlDatabase(chosen, dataSource);
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
