import { randomUUID } from 'node:crypto';
import type { ConditionsRequest, ResourceStore, StoredVersion } from '../../src/fhir';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';
import { databases, type TestDatabase } from '../support/databases';
import { byIdentifier, entriesChange, identifierEntry } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

type Found = StoredVersion | undefined;

const TOKEN = { system: '', value: 'tagged' };
const CONDITION = [byIdentifier(TOKEN)];
const ASKED: Pick<ConditionsRequest, 'conditions'> = { conditions: [CONDITION] };
const OTHER: Pick<ConditionsRequest, 'conditions'> = { conditions: [[byIdentifier({ system: '', value: 'other' })]] };

describe.each(databases)('reads of one turn of the event loop, on $name', ({ createMigrated }) => {
  let created: TestDatabase;
  let database: SqlDatabase;
  let store: ResourceStore;
  let close: () => Promise<void>;
  const [a, b, gone] = [randomUUID(), randomUUID(), randomUUID()];
  beforeAll(async () => {
    created = await createMigrated();
    ({ database, store, close } = await openSqlStore({ url: created.url }));
    await write(store, versionOf(a, 1), entriesChange([identifierEntry(TOKEN)]));
    await write(store, versionOf(b, 1));
    await write(store, versionOf(b, 2));
    await write(store, versionOf(a, 1, { type: 'Location' }));
    await write(store, versionOf(gone, 1));
    await write(store, versionOf(gone, 2, { json: null, interaction: 'delete' }));
  });
  afterAll(async () => {
    await close();
    await created.drop();
  });
  afterEach(() => jest.restoreAllMocks());

  /** Statements sent from now on. */
  const counted = (): (() => number) => {
    const rows = jest.spyOn(database, 'rows');
    const prepared = database.prepared && jest.spyOn(database, 'prepared');
    return () => rows.mock.calls.length + (prepared?.mock.calls.length ?? 0);
  };

  it('each get their own resource, deletion or nothing', async () => {
    const keys = [['Organization', a], ['Organization', b], ['Location', a], ['Organization', gone], ['Organization', 'none'], ['Location', b]] as const; // prettier-ignore
    const alone: Found[] = [];
    for (const [type, id] of keys) alone.push(await store.read(type, id));
    const together = await Promise.all(keys.map(([type, id]) => store.read(type, id)));
    const shown = (found: readonly Found[]) =>
      found.map((each) => each && { ...each, json: each.json, versionId: each.versionId });
    expect(shown(together)).toEqual(shown(alone));
    expect(together.map((each) => each?.versionId)).toEqual(['1', '2', '1', '2', undefined, undefined]);
    expect(together[3]?.json).toBeNull();
  });

  it('each learn what their own resource meets', async () => {
    const asked = [a, b, gone, 'none'].map((id) => store.readMeeting!('Organization', id, ASKED)!);
    const found = await Promise.all([...asked, store.readMeeting!('Organization', a, OTHER)!]);
    expect(found.map((each) => each && [each.version.id, each.version.versionId, each.met])).toEqual([
      [a, '1', [true]],
      [b, '2', [false]],
      [gone, '2', [false]],
      undefined,
      [a, '1', [false]],
    ]);
  });

  it('see what was written before, and what others write does not wait for them', async () => {
    const id = randomUUID();
    const before = store.read('Organization', id);
    await write(store, versionOf(id, 1));
    const after = await Promise.all([store.read('Organization', id), store.read('Organization', a)]);
    await before;
    expect(after.map((each) => each?.id)).toEqual([id, a]);
  });

  it('are one statement for each type on a server, and cheaper as they are on SQLite', async () => {
    const sent = counted();
    await Promise.all([store.read('Organization', a), store.read('Organization', b), store.read('Location', a)]);
    expect(sent()).toBe(database.isSqlite ? 3 : 2);
  });

  it('are one statement for each list of conditions', async () => {
    const sent = counted();
    await Promise.all([...[a, b].map((id) => store.readMeeting!('Organization', id, ASKED)), store.readMeeting!('Organization', a, OTHER)]); // prettier-ignore
    expect(sent()).toBe(2);
  });
});
