import { randomUUID } from 'node:crypto';
import { databases, type TestDatabase } from '../support/databases';
import { openSqlStore } from './open-sql-store';
import type { ResourceStore, StoreLoad } from '../../src/fhir/ports/resource-store';
import { breathe, gate } from '../../src/testing/store/suite';
import { versionOf, type OpenStore } from './resource-store.contract';
import { draftOf } from '../support/draft-of';

/** Resolves once `store` reports this load; one that never comes ends the test by its limit. */
async function untilLoaded(store: ResourceStore, expected: Pick<StoreLoad, 'busy' | 'waiting'>): Promise<void> {
  for (;;) {
    const load = store.load?.();
    if (load?.busy === expected.busy && load.waiting === expected.waiting) return;
    await breathe();
  }
}

/** How many writers a store admits at once. */
const CONNECTIONS: Readonly<Record<string, number>> = { SQLite: 1 };
const POOL_SIZE = 2;
const WRITERS = 3;

describe.each(databases)('the load of a store on $name', ({ name, createMigrated }) => {
  const connections = CONNECTIONS[name] ?? POOL_SIZE;
  let database: TestDatabase;
  let open: OpenStore;
  beforeAll(async () => {
    database = await createMigrated();
    open = await openSqlStore({ url: database.url, poolSize: POOL_SIZE });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  it('reports the connections in use, and how many callers wait for one', async () => {
    const { store } = open;
    // MariaDB may find a deadlock between the gap locks of the first inserts into an empty table, and such a write starts again.
    const idle = { connections, busy: 0, waiting: 0, retries: expect.any(Number) as number };
    expect(store.load?.()).toEqual({ ...idle, retries: 0 });
    const leave = gate();
    const writers = Array.from({ length: WRITERS }, () =>
      store.transaction(async (unit) => {
        await unit.write(draftOf(versionOf(randomUUID(), 1)), null);
        await leave.opened;
      }),
    );
    // A write that starts again gives its connection up, and waits neither for one nor uses one until then.
    await untilLoaded(store, { busy: connections, waiting: WRITERS - connections });
    leave.open();
    await Promise.all(writers);
    expect(store.load?.()).toEqual(idle);
  });

  it('releases the connection of a failed transaction', async () => {
    const { store } = open;
    await expect(
      store.transaction(async (unit) => {
        await unit.write(draftOf(versionOf(randomUUID(), 1)), null);
        throw new Error('of the caller');
      }),
    ).rejects.toThrow('of the caller');
    expect(store.load?.()).toMatchObject({ busy: 0, waiting: 0 });
  });
});
