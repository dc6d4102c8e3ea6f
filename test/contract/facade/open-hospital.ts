import { createConnection, type Connection } from 'mysql2/promise';
import type { JsonObject, StoredVersion, VersionDraft } from '../../../src/fhir';
import { facadeStore } from '../../../src/persistence';
import type { FacadeStore } from '../../../src/persistence/facade/facade-store';
import type { DatabaseKind } from '../../support/databases';
import { ROWS, SCHEMA, organizations } from './hospital';

export interface Hospital {
  readonly url: string;
  /** The application that owns the tables. */
  readonly outside: Connection;
  open(options?: Parameters<typeof organizations>[0]): Promise<FacadeStore>;
  close(): Promise<void>;
}

export async function openHospital({ createDatabase }: DatabaseKind): Promise<Hospital> {
  const database = await createDatabase();
  const outside = await createConnection(database.url.replace('mariadb:', 'mysql:'));
  for (const sql of [...SCHEMA, ...ROWS]) await outside.query(sql);
  const stores: FacadeStore[] = [];
  return {
    url: database.url,
    outside,
    open: async (options) => {
      const { useFactory } = facadeStore({
        provide: 'store', tables: [organizations(options)], database: { url: database.url },
      }); // prettier-ignore
      const store = await (useFactory as () => Promise<FacadeStore>)();
      stores.push(store);
      return store;
    },
    close: async () => {
      for (const store of stores) await store.onApplicationShutdown();
      await outside.end();
      await database.drop();
    },
  };
}

/** Writes a changed copy of a version over it. */
export function replace(store: FacadeStore, before: StoredVersion, change: object): Promise<StoredVersion> {
  const resource = { ...(JSON.parse(before.json!) as JsonObject), ...change };
  return store.transaction((unit) => unit.write(draft('update', resource, before.id), before.versionId));
}

export function create(store: FacadeStore, resource: object): Promise<StoredVersion> {
  return store.transaction((unit) => unit.write(draft('create', resource as JsonObject), null));
}

export function remove(store: FacadeStore, { id, versionId }: StoredVersion): Promise<StoredVersion> {
  return store.transaction((unit) => unit.write(draft('delete', null, id), versionId));
}

function draft(interaction: VersionDraft['interaction'], resource: JsonObject | null, id?: string): VersionDraft {
  const at = new Date();
  return { type: 'Organization', ...(id && { id }), interaction, resource, at, render: () => '' };
}
