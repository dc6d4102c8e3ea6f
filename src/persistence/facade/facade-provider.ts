import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { ResourceStore } from '../../fhir';
import { limitsOf, poolSizeOf } from '../data-source';
import { parseDatabaseUrl } from '../database-url';
import { urlOf } from '../host-data-source';
import type { DatabaseLimits } from '../limits';
import { openMysqlDatabase } from '../sql/open-mysql-database';
import { FacadeStore } from './facade-store';
import type { Mapped } from './table-mapping';

export interface FacadeDatabase {
  /** `mysql://…` or `mariadb://…`. */
  readonly url: string;
  /** Connections per process; default 10. */
  readonly poolSize?: number;
  readonly limits?: Partial<DatabaseLimits>;
}

export interface FacadeStoreOptions {
  /** Token by which plugins name the store: `@FhirPlugin({ store: … })`. */
  readonly provide: InjectionToken;
  /** `mapTable(…)` of each type. */
  readonly tables: readonly Mapped[];
  /** Where the tables are, or the token of one of the application's DataSources, of which only the address is used. */
  readonly database: FacadeDatabase | { readonly dataSource: InjectionToken };
}

/**
 * Provides a store over existing tables to plugins. The store has its own connections, with short lock waits, and
 * closes them when the application shuts down.
 * @throws Error at startup, in one sentence, when a mapping does not fit the database
 */
export function facadeStore({ provide, tables, database }: FacadeStoreOptions): FactoryProvider<Promise<FacadeStore>> {
  if ('url' in database) return { provide, useFactory: () => open(database, tables) };
  return {
    provide,
    inject: [database.dataSource],
    useFactory: (dataSource: DataSource) => open({ url: urlOf(dataSource) }, tables),
  };
}

/**
 * Opens the same store outside an application, for its tests (`describeStore`) and for scripts.
 * @throws Error in one sentence, when a mapping does not fit the database
 */
export async function openFacade(
  database: FacadeDatabase,
  tables: readonly Mapped[],
): Promise<{ readonly store: ResourceStore; close(): Promise<void> }> {
  const store = await open(database, tables);
  return { store, close: () => store.onApplicationShutdown() };
}

async function open(database: FacadeDatabase, tables: readonly Mapped[]): Promise<FacadeStore> {
  const address = parseDatabaseUrl(database.url);
  if (address.engine === 'sqlite') throw new Error('A facade needs a MySQL or MariaDB server, not a SQLite file');
  const connections = openMysqlDatabase(address, poolSizeOf(database), limitsOf(database));
  try {
    return await FacadeStore.open(connections, tables);
  } catch (refusal) {
    await connections.close();
    throw refusal;
  }
}
