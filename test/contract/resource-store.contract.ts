import { randomUUID } from 'node:crypto';
import type { IndexChange, ResourceStore, StoredVersion } from '../../src/fhir';
import { identifierIndexContract } from './identifier-index.contract';
import { pageBytesContract } from './page-bytes.contract';
import { referenceIndexContract } from './reference-index.contract';
import { resourceSearchContract } from './resource-search.contract';
import { draftOf } from '../support/draft-of';

export interface OpenStore {
  readonly store: ResourceStore;
  readonly close: () => Promise<void>;
}

const TYPE = 'Organization';
const MIDNIGHT = Date.UTC(2026, 0, 1);

/** Version n has an instant n seconds after midnight. */
export function versionOf(id: string, version: number, over: Partial<StoredVersion> = {}): StoredVersion {
  return {
    type: TYPE,
    id,
    versionId: String(version),
    lastUpdated: new Date(MIDNIGHT + version * 1000 + 1),
    interaction: version === 1 ? 'create' : 'update',
    json: JSON.stringify({ resourceType: TYPE, id, meta: { versionId: String(version) } }),
    ...over,
  };
}

/** Writes a version over its predecessor, in a unit of work of its own. */
export function write(store: ResourceStore, version: StoredVersion, change?: IndexChange): Promise<StoredVersion> {
  const before = Number(version.versionId) - 1;
  return store.transaction((unit) => unit.write(draftOf(version), before === 0 ? null : String(before), change));
}

/**
 * What the framework's own stores do beyond what `describeStore` checks for every store: they take any type and any id,
 * and index what a write tells them. `makeStore` may return an empty store or one that other tests have used.
 */
export function resourceStoreContract(makeStore: () => Promise<OpenStore>): void {
  let open: OpenStore;
  let store: ResourceStore;
  beforeAll(async () => {
    open = await makeStore();
    store = open.store;
  });
  afterAll(() => open.close());

  it('counts versions from 1 for each resource, and keeps every field of them', async () => {
    const version = versionOf(randomUUID(), 1, { lastUpdated: new Date('2026-06-30T23:59:59.987Z') });
    await write(store, version);
    expect(await store.read(TYPE, version.id)).toEqual(version);
    await write(store, versionOf(version.id, 2));
    expect(await store.vread(TYPE, version.id, '2')).toEqual(versionOf(version.id, 2));
    expect(await store.vread(TYPE, version.id, '02')).toBeUndefined();
  });

  it('returns versions that can be copied: a copy has the text, and a changed copy has nothing of the text before', async () => {
    const version = await write(store, versionOf(randomUUID(), 1));
    const read = [await store.read(TYPE, version.id), await store.vread(TYPE, version.id, '1')];
    for (const each of read) {
      expect({ ...each! }).toEqual(version);
      const changed: StoredVersion = { ...each!, json: '{}' };
      expect([changed.json, changed.utf8]).toEqual(['{}', undefined]);
    }
  });

  it('tells resources of different types with one id apart', async () => {
    const id = randomUUID();
    await write(store, versionOf(id, 1));
    await write(store, versionOf(id, 1, { type: 'Location', json: '{"resourceType":"Location"}' }));
    expect((await store.read('Location', id))?.json).toBe('{"resourceType":"Location"}');
    expect((await store.read(TYPE, id))?.type).toBe(TYPE);
  });

  it('tells ids that differ only in letter case apart', async () => {
    const id = `Case-${randomUUID()}`;
    await write(store, versionOf(id, 1, { json: '"as it is"' }));
    expect(await store.read(TYPE, id.toLowerCase())).toBeUndefined();
    await write(store, versionOf(id.toLowerCase(), 1, { json: '"lower"' }));
    expect((await store.read(TYPE, id))?.json).toBe('"as it is"');
    expect((await store.read(TYPE, id.toLowerCase()))?.json).toBe('"lower"');
  });

  describe('the index of identifiers', () => identifierIndexContract(() => store));

  describe('the index of references', () => referenceIndexContract(() => store));

  describe('the bytes of a page', () => pageBytesContract(() => store));

  describe('searching', () => resourceSearchContract(() => store));
}
