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
import { requireTables } from './existing-database';
import { migrateBeside, urlOf } from './host-data-source';
import { openSqlDatabase } from './sql/open-sql-database';
import type { SqlDatabase } from './sql/sql-database';
import { SqlResourceStore } from './sql/sql-resource-store';
import { assertSyncWait } from './sync-wait';

const PERSISTENCE_OPTIONS = Symbol('PersistenceOptions');
const SQL_DATABASE = Symbol('SqlDatabase');

export interface DataSourceName {
  /** Name of TypeORM's DataSource in the application, `@InjectDataSource(name)`; absent for the default one. */
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
  /** Token of the DataSource, `getDataSourceToken(name)`; defaults to that of the default DataSource. */
  readonly dataSource?: InjectionToken;
  /** Modules that export it, when it is not TypeOrmModule's. */
  readonly imports?: ModuleMetadata['imports'];
}

/**
 * Exports RESOURCE_STORE on SQLite, MySQL or MariaDB, and TypeORM's DataSource for plugins with tables of their own
 * (`@InjectDataSource()`). An application that has its own default DataSource, or two stores, gives this one a name.
 *
 * On SQLite a plugin's DataSource is a separate connection from the store's: its writes wait for the file's write lock,
 * and block the process while they do.
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
          // A missing database stops the startup at once with an error, instead of after ten attempts three seconds
          // apart.
          useFactory: (chosen: PersistenceOptions) => ({
            ...dataSourceOptions({ ...DEFAULTS, ...chosen }),
            ...named,
            toRetry: () => false,
            onMigration: chosen.onMigration,
          }),
          dataSourceFactory: (chosen) => opened(chosen as DataSourceOptions & PersistenceOptions),
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
   * Uses the database of one of the application's DataSources: the framework creates its tables (all named `fhir_…`)
   * beside the application's, and the store has its own connections to them.
   * @throws Error at startup, in one sentence, for a DataSource of any other kind of database
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

  /** The HTTP server has closed by now, so no request is in progress. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

/** Options of an application that gives none: its tables are created. */
const DEFAULTS = { migrationsRun: true } as const satisfies Partial<PersistenceOptions>;

const STORE: Provider = {
  provide: RESOURCE_STORE,
  inject: [SQL_DATABASE],
  useFactory: (database: SqlDatabase) => new SqlResourceStore(database),
};

/** Tables that this server must not change have to be there as it needs them; otherwise its first statement would fail. */
async function opened(chosen: DataSourceOptions & PersistenceOptions): Promise<DataSource> {
  const dataSource = await openDataSource(chosen, chosen.onMigration);
  try {
    if (!chosen.migrationsRun) await requireTables(dataSource);
    return dataSource;
  } catch (cause) {
    await dataSource.destroy();
    throw cause;
  }
}

async function open(chosen: PersistenceOptions, dataSource: DataSource): Promise<SqlDatabase> {
  if (chosen.syncWait) await assertSyncWait(dataSource);
  return openSqlDatabase(chosen, dataSource);
}

/** A separate module, so that TypeORM's factory and ours receive the same object. */
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
