import { MemoryResourceStore, type MemoryStoreOptions } from '../../src/persistence';
import { describeStore } from '../../src/testing';
import { databases, type TestDatabase } from '../support/databases';
import { openSqlStore } from './open-sql-store';
import { organizationCase } from './organization-case';

let ticks = Date.UTC(2031, 0, 1);
const clock = () => new Date((ticks += 1_000));

describe.each<[string, MemoryStoreOptions]>([
  ['counts', {}],
  ['hashes', { versionIds: 'hashed' }],
  ['has ids and a clock of its own', { versionIds: 'hashed', clock, capabilities: { ids: 'store' } }],
  [
    'keeps the current version',
    { versionIds: 'hashed', capabilities: { versions: 'current', history: false, typeHistory: false } },
  ],
])('a MemoryResourceStore that %s', (_, options) => {
  describeStore(async () => ({ store: new MemoryResourceStore(options) }), organizationCase(options.capabilities));
});

describe('SqlResourceStore on SQLite in memory', () => {
  describeStore(() => openSqlStore({ url: 'sqlite::memory:' }), organizationCase());
});

describe.each(databases)('SqlResourceStore on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createMigrated();
  });
  afterAll(() => database.drop());

  describeStore(() => openSqlStore({ url: database.url }), organizationCase());
});
