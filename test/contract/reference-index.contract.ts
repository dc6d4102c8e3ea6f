import { randomUUID } from 'node:crypto';
import type { Change, IndexChange, IndexedReference, Referrer, ResourceKey, ResourceStore } from '../../src/fhir';
import { versionOf, write } from './resource-store.contract';

const TYPE = 'Organization';
const PARENT = 'Organization.partOf';
const ENDPOINT = 'Organization.endpoint';
const PLENTY = 100;

const change = (references: Change<IndexedReference>): IndexChange => ({
  entries: { added: [], removed: [] },
  references,
});
const adding = (...added: IndexedReference[]): IndexChange => change({ added, removed: [] });
const removing = (...removed: IndexedReference[]): IndexChange => change({ added: [], removed });
const to = (id: string, path = PARENT, type = TYPE): IndexedReference => ({ type, id, path });
const keys = (...ids: string[]): ResourceKey[] => ids.map((id) => ({ type: TYPE, id }));
const deletion = (id: string, version: number) => versionOf(id, version, { interaction: 'delete', json: null });

/** The referrers of a target. Each test uses new ids, because stores may be shared. */
export const referrersOf = (store: ResourceStore, id: string, limit = PLENTY): Promise<readonly Referrer[]> =>
  store.transaction((unit) => unit.referrers(TYPE, id, limit));

/** What any ResourceStore does for referential integrity. */
export function referenceIndexContract(storeUnderTest: () => ResourceStore): void {
  let store: ResourceStore;
  let target: string;
  let id: string;
  beforeEach(async () => {
    store = storeUnderTest();
    [target, id] = [randomUUID(), randomUUID()];
    await write(store, versionOf(target, 1));
  });

  const missing = (...asked: ResourceKey[]) => store.transaction((unit) => unit.missing(asked));
  const referrer = (path = PARENT, type = TYPE): Referrer => ({ type, id, path });

  describe('missing', () => {
    it('are ids that were never used, each once, in ascending order', async () => {
      const [a, b] = [`a-${id}`, `b-${id}`];
      const asked = [...keys(b, target, a, b), { type: 'Location', id: target }];
      expect(await missing(...asked)).toEqual([{ type: 'Location', id: target }, ...keys(a, b)]);
    });

    it('are ids of deleted resources, until they are restored', async () => {
      await write(store, deletion(target, 2));
      expect(await missing(...keys(target))).toEqual(keys(target));
      await write(store, versionOf(target, 3));
      expect(await missing(...keys(target))).toEqual([]);
    });

    it('distinguishes ids that differ in letter case', async () => {
      await write(store, versionOf(`A${id}`, 1));
      expect(await missing(...keys(`a${id}`, `A${id}`))).toEqual(keys(`a${id}`));
    });
  });

  describe('referrers', () => {
    it('are listed with each of their paths, ascending by type, id and path, up to a limit', async () => {
      const ids = ['b', 'a', 'C', '1'].map((start) => `${start}-${id}`);
      for (const each of ids) await write(store, versionOf(each, 1), adding(to(target, PARENT), to(target, ENDPOINT)));
      await write(store, versionOf(id, 1, { type: 'Location' }), adding(to(target, 'Location.managingOrganization')));
      const expected = [
        referrer('Location.managingOrganization', 'Location'),
        ...ids.toSorted().flatMap((each) => [ENDPOINT, PARENT].map((path) => ({ type: TYPE, id: each, path }))),
      ];
      expect(await referrersOf(store, target)).toEqual(expected);
      expect(await referrersOf(store, target, 2)).toEqual(expected.slice(0, 2));
    });

    it('are those of exactly this resource: letter case and type matter', async () => {
      await write(store, versionOf(`A${target}`, 1));
      await write(store, versionOf(id, 1), adding(to(`A${target}`), to(target, PARENT, 'Location')));
      expect(await referrersOf(store, `a${target}`)).toEqual([]);
      expect(await referrersOf(store, target)).toEqual([]);
      expect(await referrersOf(store, `A${target}`)).toEqual([referrer()]);
    });

    it.each<[string, IndexChange | undefined]>([
      ['no change', undefined],
      ['an empty change', adding()],
      ['what is there already', adding(to('other'), to('other'))],
      ['the end of what never was', removing(to('other', ENDPOINT), to('third'))],
    ])('stay when an update passes %s', async (_, told) => {
      await write(store, versionOf(id, 1), adding(to(target), to('other')));
      await write(store, versionOf(id, 2), told);
      expect(await referrersOf(store, target)).toEqual([referrer()]);
    });

    it.each<[string, IndexChange | undefined]>([
      ['tells so', removing(to('x'))],
      ['tells nothing', undefined],
    ])('disappear when they are deleted by a write that %s', async (_, told) => {
      await write(store, versionOf(id, 1), adding(to(target), to(target, ENDPOINT)));
      await write(store, deletion(id, 2), told);
      expect(await referrersOf(store, target)).toEqual([]);
      await write(store, versionOf(id, 3), adding(to(target)));
      expect(await referrersOf(store, target)).toEqual([referrer()]);
    });

    it('may be many at once', async () => {
      const targets = Array.from({ length: 150 }, (_, n) => to(`${id}-${n}`));
      await write(store, versionOf(id, 1), adding(...targets));
      for (const { id: each } of targets) expect(await referrersOf(store, each)).toEqual([referrer()]);
    });

    it('keep a path of 255 characters', async () => {
      const path = `Organization.${'extension.'.repeat(24)}va`;
      await write(store, versionOf(id, 1), adding(to(target, path)));
      expect([path.length, await referrersOf(store, target)]).toEqual([255, [referrer(path)]]);
    });
  });
}
