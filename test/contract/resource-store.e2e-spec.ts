import { randomUUID } from 'node:crypto';
import { MemoryResourceStore } from '../../src/persistence';
import { databases, type TestDatabase } from '../support/databases';
import { openSqlStore } from './open-sql-store';
import { raceOverTarget } from './reference-index.contract';
import { resourceStoreContract, versionOf, write } from './resource-store.contract';

describe('MemoryResourceStore', () => {
  resourceStoreContract(async () => ({ store: new MemoryResourceStore(), close: async () => undefined }));
});

describe('SqlResourceStore on SQLite in memory', () => {
  resourceStoreContract(() => openSqlStore({ url: 'sqlite::memory:' }));
});

describe.each(databases)('SqlResourceStore on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  resourceStoreContract(() => openSqlStore({ url: database.url }));

  it('finds everything again after a restart', async () => {
    const id = randomUUID();
    const first = await openSqlStore({ url: database.url });
    await write(first.store, versionOf(id, 1));
    await write(first.store, versionOf(id, 2));
    await first.close();
    const second = await openSqlStore({ url: database.url });
    expect(await second.store.read('Organization', id)).toEqual(versionOf(id, 2));
    expect(await second.store.vread('Organization', id, '1')).toEqual(versionOf(id, 1));
    await second.close();
  });

  it('keeps the promise of one winner when two stores share the database', async () => {
    const id = randomUUID();
    const stores = await Promise.all([openSqlStore({ url: database.url }), openSqlStore({ url: database.url })]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => {
        const { store } = stores[n % 2] ?? stores[0];
        return store.transaction((unit) => unit.write(versionOf(id, 1, { json: `${n}` }), null));
      }),
    );
    const winners = outcomes.flatMap((outcome, n) => (outcome.status === 'fulfilled' ? [n] : []));
    expect(winners).toHaveLength(1);
    for (const { store } of stores) expect((await store.read('Organization', id))?.json).toBe(String(winners[0]));
    for (const { close } of stores) await close();
  });

  it('keeps references whole when two stores share the database', async () => {
    const stores = await Promise.all([openSqlStore({ url: database.url }), openSqlStore({ url: database.url })]);
    try {
      for (let round = 0; round < 20; round += 1) await raceOverTarget(stores[0].store, stores[1].store);
    } finally {
      for (const { close } of stores) await close();
    }
  });
});
