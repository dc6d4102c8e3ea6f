import {
  exportResources,
  labelOf,
  type IndexEntry,
  type ResourceStore,
  type SearchPage,
  unseenBy,
} from '../../src/fhir';
import { MemoryResourceStore } from '../../src/persistence';
import { databases, type TestDatabase } from '../support/databases';
import { draftOf } from '../support/draft-of';
import { entriesChange } from './entries';
import { openSqlStore } from './open-sql-store';

const NOTHING = { entries: { added: [], removed: [] }, references: { added: [], removed: [] } };

async function write(store: ResourceStore, id: string, version: number, at = 0): Promise<void> {
  await store.transaction(async (unit) => void (await unit.write(draft(id, version, at), before(version), NOTHING)));
}

async function remove(store: ResourceStore, id: string, version: number, at: number): Promise<void> {
  const deletion = draftOf({ ...stamp(id, version, at), interaction: 'delete', json: null });
  await store.transaction(async (unit) => void (await unit.write(deletion, before(version), NOTHING)));
}

const stamp = (id: string, version: number, at: number) => ({
  type: 'Organization',
  id,
  versionId: String(version),
  lastUpdated: new Date(at),
});
const draft = (id: string, version: number, at = 0) =>
  draftOf({ ...stamp(id, version, at), interaction: 'update', json: JSON.stringify({ id, version }) });
const before = (version: number) => (version === 1 ? null : String(version - 1));

const all = { type: 'Organization', clauses: [], count: 10, bytes: 1_000_000 };
const shown = ({ versions }: SearchPage) => versions.map(({ id, versionId }) => `${id}/${versionId}`);

describe.each(databases)('a snapshot of the store on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  let opened: Awaited<ReturnType<typeof openSqlStore>>;
  let store: ResourceStore;
  beforeEach(async () => {
    database = await createMigrated();
    opened = await openSqlStore({ url: database.url });
    store = opened.store;
  });
  afterEach(async () => {
    await opened.close();
    await database.drop();
  });

  it('shows what was committed when it was taken, whatever is written later', async () => {
    for (const id of ['a', 'b', 'c']) await write(store, id, 1);
    const snapshot = (await store.snapshot!())!;
    await write(store, 'a', 2);
    await remove(store, 'b', 2, 0);
    await write(store, 'd', 1);
    expect(shown(await snapshot.search(all))).toEqual(['a/1', 'b/1', 'c/1']);
    expect(await snapshot.deletions!({ type: 'Organization', since: new Date(0), count: 10 })).toEqual([]);
    await snapshot.close();
    expect(shown(await store.search(all))).toEqual(['a/2', 'c/1', 'd/1']);
  });

  it('does not show an uncommitted write, and does not wait for it', async () => {
    await write(store, 'a', 1);
    await store.transaction(async (unit) => {
      await unit.write(draft('a', 2), '1', NOTHING);
      const snapshot = (await store.snapshot!())!;
      expect(shown(await snapshot.search(all))).toEqual(['a/1']);
      await snapshot.close();
    });
    expect(shown(await store.search(all))).toEqual(['a/2']);
  });
});

const stores = [
  { name: 'memory', open: async () => ({ store: new MemoryResourceStore(), close: async () => undefined }) },
  ...databases.map(({ name, createMigrated }) => ({
    name,
    open: async () => {
      const { url, drop } = await createMigrated();
      const { store, close } = await openSqlStore({ url });
      return { store, close: () => close().then(drop) };
    },
  })),
];

describe.each(stores)('what a store on $name iterates over', ({ open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  it('are the deletions since an instant, ascending, and a page of them', async () => {
    const { store } = opened;
    for (const id of ['a', 'b', 'c', 'd']) await write(store, id, 1, 1_000);
    for (const [id, at] of [['d', 3_000], ['a', 2_000], ['b', 5_000]] as const) await remove(store, id, 2, at); // prettier-ignore
    await write(store, 'b', 3, 6_000);
    const since = (at: number, more = {}) =>
      store.deletions!({ type: 'Organization', since: new Date(at), count: 10, ...more });
    expect(await since(0)).toEqual(['a', 'd']);
    expect(await since(2_001)).toEqual(['d']);
    expect(await since(0, { count: 1 })).toEqual(['a']);
    expect(await since(0, { after: 'a' })).toEqual(['d']);
  });

  it('are the references of resources by parameter, without those that carry a hidden label', async () => {
    const { store } = opened;
    const to = (code: string, id: string, label = 0): IndexEntry => ({ kind: 'reference', code, type: 'Organization', id, label }); // prettier-ignore
    const entries = {
      a: [to('partof', 'top'), to('endpoint', 'e'), to('partof', 'secret', labelOf(1, 0))],
      b: [to('partof', 'a')],
      c: [to('partof', 'a')],
    };
    for (const [id, added] of Object.entries(entries)) {
      await store.transaction(async (unit) => void (await unit.write(draft(id, 1), null, entriesChange(added))));
    }
    const found = async (ids: readonly string[], codes: readonly string[], hidden: number) => {
      const unseen = { usual: unseenBy(0, 1), byType: { Organization: unseenBy(hidden, 1) } };
      const all = await store.references!({ type: 'Organization', ids, codes, unseen });
      return all.map(({ id, code, target }) => `${id} ${code} ${target.type}/${target.id}`).sort();
    };
    const [a, b, secret] = ['a partof Organization/top', 'b partof Organization/a', 'a partof Organization/secret'];
    expect(await found(['a', 'b', 'none'], ['partof'], 1)).toEqual([a, b]);
    expect(await found(['a', 'b'], ['partof'], 0)).toEqual([secret, a, b]);
    expect(await found(['a'], ['partof', 'endpoint'], 1)).toEqual(['a endpoint Organization/e', a]);
    expect(await found([], ['partof'], 0)).toEqual([]);
    expect(await found(['a'], [], 0)).toEqual([]);
  });

  it('are all resources as NDJSON, in pages', async () => {
    const { store } = opened;
    for (const id of ['a', 'b', 'c']) await write(store, id, 1);
    const texts: { text: string; count: number }[] = [];
    const source = { type: 'Organization', clauses: [] };
    for await (const each of exportResources(store, source, { limits: { count: 2, bytes: 1_000 } })) texts.push(each);
    expect(texts).toEqual([
      { text: '{"id":"a","version":1}\n{"id":"b","version":1}\n', count: 2 },
      { text: '{"id":"c","version":1}\n', count: 1 },
    ]);
  });
});
