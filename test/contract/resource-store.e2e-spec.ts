import { randomUUID } from 'node:crypto';
import { EVERY_CAPABILITY, type StoreCapabilities } from '../../src/fhir';
import { MemoryResourceStore } from '../../src/persistence';
import { databases, sharedDatabases, type SharedDatabase, type TestDatabase } from '../support/databases';
import { raceOfCreators, raceOfLateLookers } from '../../src/testing/store/criteria';
import { raceOfLookers, raceOverTarget } from '../../src/testing/store/references';
import type { StoreCase } from '../../src/testing';
import { StoreTester } from '../../src/testing/store/store-tester';
import { openSqlStore } from './open-sql-store';
import { organizationCase } from './organization-case';
import { resourceStoreContract, versionOf, write, type OpenStore } from './resource-store.contract';
import { draftOf } from '../support/draft-of';

describe('MemoryResourceStore', () => {
  resourceStoreContract(async () => ({ store: new MemoryResourceStore(), close: async () => undefined }));

  it.each<[string, Partial<StoreCapabilities>]>([
    ['all of it', {}],
    ['all but what it was told to leave out', { versions: 'current', history: false, deletes: false }],
  ])('declares what it can: %s', (_, capabilities) => {
    const store = new MemoryResourceStore({ capabilities });
    expect(store.capabilities()).toEqual({ ...EVERY_CAPABILITY, ...capabilities });
  });
});

describe('SqlResourceStore on SQLite in memory', () => {
  resourceStoreContract(() => openSqlStore({ url: 'sqlite::memory:' }));
});

describe.each(databases)('SqlResourceStore on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createMigrated();
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
});

describe.each(sharedDatabases)('two stores on $name', ({ createDatabase }) => {
  let database: SharedDatabase;
  let stores: readonly [OpenStore, OpenStore];
  beforeAll(async () => {
    database = await createDatabase();
    const [one, other] = database.urls;
    const first = await openSqlStore({ url: one });
    await database.caughtUp();
    stores = [first, await openSqlStore({ url: other })];
  });
  afterAll(async () => {
    for (const { close } of stores) await close();
    await database.drop();
  });
  const other = (n: number): 0 | 1 => (n % 2 === 0 ? 1 : 0);
  const about = organizationCase() as unknown as StoreCase;
  const pair = (round: number) =>
    [
      new StoreTester(stores[other(round + 1)].store, about),
      new StoreTester(stores[other(round)].store, about),
    ] as const;

  it('let exactly one of several concurrent writers win', async () => {
    const id = randomUUID();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        stores[other(n)].store.transaction((unit) => unit.write(draftOf(versionOf(id, 1, { json: `${n}` })), null)),
      ),
    );
    const winners = outcomes.flatMap((outcome, n) => (outcome.status === 'fulfilled' ? [n] : []));
    expect(winners).toHaveLength(1);
    await database.caughtUp();
    for (const { store } of stores) expect((await store.read('Organization', id))?.json).toBe(String(winners[0]));
  });

  it('keep referential integrity', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [writing, deleting] = pair(round);
      await raceOverTarget(writing, deleting, () => database.caughtUp());
    }
  });

  it('let only one of two writers succeed when each reads what the other writes', async () => {
    for (let round = 0; round < 20; round += 1) await raceOfLookers(...pair(round));
  });

  it('let only one of several creates by the same criteria create', async () => {
    for (let round = 0; round < 20; round += 1) {
      const writers = [...pair(round), ...pair(round), ...pair(round), ...pair(round)];
      await raceOfCreators(writers);
      await raceOfLateLookers(writers);
    }
  });

  it('read what the other one has just written, when told to wait for it', async () => {
    const waiting = await Promise.all(database.urls.map((url) => openSqlStore({ url, syncWait: true })));
    try {
      for (let round = 0; round < 50; round += 1) {
        const version = versionOf(randomUUID(), 1);
        await write(waiting[other(round)]!.store, version);
        expect(await waiting[other(round + 1)]!.store.read('Organization', version.id)).toEqual(version);
      }
    } finally {
      for (const { close } of waiting) await close();
    }
  });

  it('let forty refer to one target at once', async () => {
    const target = randomUUID();
    const [{ store }] = stores;
    await write(store, versionOf(target, 1));
    await database.caughtUp();
    const ids = Array.from({ length: 40 }, () => randomUUID()).sort();
    const reference = { type: 'Organization', id: target, path: 'Organization.partOf' };
    const none = { added: [], removed: [] };
    await Promise.all(
      ids.map((id, n) =>
        stores[other(n)].store.transaction(async (unit) => {
          expect(await unit.missing([reference])).toEqual([]);
          const index = { entries: none, references: { added: [reference], removed: [] } };
          await unit.write(draftOf(versionOf(id, 1)), null, index);
        }),
      ),
    );
    await database.caughtUp();
    const found = await store.transaction((unit) => unit.referrers('Organization', target, 100));
    expect(found.map(({ id }) => id)).toEqual(ids);
    for (const { store: each } of stores) expect(each.load?.()).toMatchObject({ busy: 0, waiting: 0 });
  });
});
