import { randomUUID } from 'node:crypto';
import type {
  Change,
  IndexChange,
  IndexedReference,
  Referrer,
  ResourceKey,
  ResourceStore,
  UnitOfWork,
} from '../../src/fhir';
import { versionOf, write } from './resource-store.contract';
import { draftOf } from '../support/draft-of';

const TYPE = 'Organization';
const PARENT = 'Organization.partOf';
const ENDPOINT = 'Organization.endpoint';
const PLENTY = 100;
const ROUNDS = 20;

const change = (references: Change<IndexedReference>): IndexChange => ({
  entries: { added: [], removed: [] },
  references,
});
const adding = (...added: IndexedReference[]): IndexChange => change({ added, removed: [] });
const removing = (...removed: IndexedReference[]): IndexChange => change({ added: [], removed });
const to = (id: string, path = PARENT, type = TYPE): IndexedReference => ({ type, id, path });
const keys = (...ids: string[]): ResourceKey[] => ids.map((id) => ({ type: TYPE, id }));
const deletion = (id: string, version: number) => versionOf(id, version, { interaction: 'delete', json: null });

const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** Referrers of one target on each of many stores, some used by others: ids are made new for each test. */
export const referrersOf = (store: ResourceStore, id: string, limit = PLENTY): Promise<readonly Referrer[]> =>
  store.transaction((unit) => unit.referrers(TYPE, id, limit));

/**
 * A writer of a new reference and a deleter of its target at the same moment: exactly one of them wins each time.
 * @param caughtUp waits until what `deleting` has written is there for `writing`
 * @returns how often the writer won
 */
export async function raceOverTarget(
  writing: ResourceStore,
  deleting: ResourceStore,
  caughtUp = async (): Promise<void> => undefined,
): Promise<number> {
  const [target, referrer] = [randomUUID(), randomUUID()];
  await write(deleting, versionOf(target, 1));
  await caughtUp();
  const refer = () =>
    writing.transaction(async (unit) => {
      if ((await unit.missing(keys(target))).length > 0) return;
      await breathe();
      await unit.write(draftOf(versionOf(referrer, 1)), null, adding(to(target)));
    });
  const remove = () =>
    deleting.transaction(async (unit) => {
      if ((await unit.referrers(TYPE, target, 1)).length > 0) return;
      await breathe();
      await unit.write(draftOf(deletion(target, 2)), '1');
    });
  await Promise.all(Math.random() < 0.5 ? [refer(), remove()] : [remove(), refer()]);
  const isThere = (await deleting.read(TYPE, target))?.json != null;
  const isReferredTo = (await writing.read(TYPE, referrer)) !== undefined;
  expect({ isThere, isReferredTo }).toEqual({ isThere: isReferredTo, isReferredTo });
  return isReferredTo ? 1 : 0;
}

/** Two who each write what the other one looks at, and what was not there before: the later one sees the earlier one. */
export async function raceOfLookers(one: ResourceStore, other: ResourceStore): Promise<void> {
  const [a, b] = [randomUUID(), randomUUID()];
  const writeUnless = (store: ResourceStore, own: string, neighbour: string) =>
    store.transaction(async (unit) => {
      await unit.hold('exclusive', keys(own));
      await unit.hold('shared', keys(neighbour));
      if (await unit.read(TYPE, neighbour)) return;
      await breathe();
      await unit.write(draftOf(versionOf(own, 1)), null);
    });
  await Promise.all([writeUnless(one, a, b), writeUnless(other, b, a)]);
  const written = [await one.read(TYPE, a), await other.read(TYPE, b)];
  expect(written.filter((version) => version !== undefined)).toHaveLength(1);
}

/** What any ResourceStore does to keep references whole. */
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
    it('is nothing of nothing', async () => expect(await missing()).toEqual([]));

    it('is what was never used, each once, in ascending order', async () => {
      const [a, b] = [`a-${id}`, `b-${id}`];
      const asked = [...keys(b, target, a, b), { type: 'Location', id: target }];
      expect(await missing(...asked)).toEqual([{ type: 'Location', id: target }, ...keys(a, b)]);
    });

    it('is what was deleted, until it is there again', async () => {
      await write(store, deletion(target, 2));
      expect(await missing(...keys(target))).toEqual(keys(target));
      await write(store, versionOf(target, 3));
      expect(await missing(...keys(target))).toEqual([]);
    });

    it('tells ids apart that differ in letter case', async () => {
      await write(store, versionOf(`A${id}`, 1));
      expect(await missing(...keys(`a${id}`, `A${id}`))).toEqual(keys(`a${id}`));
    });

    it('knows what the unit itself has written and deleted', async () => {
      const found = await store.transaction(async (unit) => {
        await unit.write(draftOf(versionOf(id, 1)), null);
        await unit.write(draftOf(deletion(target, 2)), '1');
        return unit.missing(keys(id, target));
      });
      expect(found).toEqual(keys(target));
    });

    it('answers no more once the unit is over', async () => {
      const { unit } = await store.transaction(async (open) => ({ unit: open }));
      await expect(unit.missing(keys(target))).rejects.toThrow('over');
      await expect(unit.hold('shared', keys(target))).rejects.toThrow('over');
      await expect(unit.referrers(TYPE, target, 1)).rejects.toThrow('over');
    });
  });

  describe('what one unit holds', () => {
    type Holder = (unit: UnitOfWork, key: ResourceKey) => Promise<unknown>;
    const exclusive: Holder = (unit, key) => unit.hold('exclusive', [key]);
    const shared: Holder = (unit, key) => unit.hold('shared', [key]);
    const missing: Holder = (unit, key) => unit.missing([key]);
    const referrers: Holder = (unit, key) => unit.referrers(key.type, key.id, PLENTY);
    const pairs: [string, Holder, Holder][] = [
      ['exclusively, another does not hold exclusively', exclusive, exclusive],
      ['exclusively, another does not share', exclusive, shared],
      ['and shares, another does not hold exclusively', shared, exclusive],
      ['by looking for its referrers, another does not look whether it is missing', referrers, missing],
      ['by looking whether it is missing, another does not look for its referrers', missing, referrers],
    ];

    it.each(
      pairs.flatMap(([title, one, other]) =>
        ['there', 'never used'].map((state) => [title, state, one, other] as const),
      ),
    )('%s until the unit ends (%s)', async (_, state, one, other) => {
      const [key] = keys(state === 'there' ? target : randomUUID()) as [ResourceKey];
      const log: string[] = [];
      let rival: Promise<unknown> = Promise.resolve();
      await store.transaction(async (unit) => {
        await one(unit, key);
        rival = store.transaction((theirs) => other(theirs, key).then(() => log.push('rival')));
        // Round trips of this unit: time enough for a rival who does not wait.
        for (let look = 0; look < 20; look += 1) {
          await unit.read(TYPE, key.id);
          await breathe();
        }
        log.push('unit');
      });
      await rival;
      expect(log).toEqual(['unit', 'rival']);
    });

    it('it holds again, in any way', async () => {
      const held = store.transaction(async (unit) => {
        await unit.hold('shared', keys(target, id));
        await unit.hold('exclusive', keys(id, target));
        await unit.hold('exclusive', keys(target));
        return unit.missing(keys(id, target));
      });
      await expect(held).resolves.toEqual(keys(id));
    });
  });

  describe('referrers', () => {
    it('are nobody at first, and nobody of what was never used', async () => {
      expect(await referrersOf(store, target)).toEqual([]);
      expect(await referrersOf(store, randomUUID())).toEqual([]);
    });

    it('are who says so from its creation on', async () => {
      await write(store, versionOf(id, 1), adding(to(target)));
      expect(await referrersOf(store, target)).toEqual([referrer()]);
    });

    it('are told with each of their paths, ascending by type, id and path, up to a limit', async () => {
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

    it('are of the very resource: letter case and type count', async () => {
      await write(store, versionOf(`A${target}`, 1));
      await write(store, versionOf(id, 1), adding(to(`A${target}`), to(target, PARENT, 'Location')));
      expect(await referrersOf(store, `a${target}`)).toEqual([]);
      expect(await referrersOf(store, target)).toEqual([]);
      expect(await referrersOf(store, `A${target}`)).toEqual([referrer()]);
    });

    it('are not the resource itself', async () => {
      await write(store, versionOf(target, 2), adding(to(target)));
      expect(await referrersOf(store, target)).toEqual([]);
    });

    it('follow an update that refers to another', async () => {
      const other = randomUUID();
      await write(store, versionOf(id, 1), adding(to(target), to(target, ENDPOINT)));
      await write(store, versionOf(id, 2), change({ added: [to(other)], removed: [to(target), to(target, ENDPOINT)] }));
      expect([await referrersOf(store, target), await referrersOf(store, other)]).toEqual([[], [referrer()]]);
    });

    it.each<[string, IndexChange | undefined]>([
      ['no change', undefined],
      ['an empty change', adding()],
      ['what is there already', adding(to('other'), to('other'))],
      ['the end of what never was', removing(to('other', ENDPOINT), to('third'))],
    ])('stay when an update tells %s', async (_, told) => {
      await write(store, versionOf(id, 1), adding(to(target), to('other')));
      await write(store, versionOf(id, 2), told);
      expect(await referrersOf(store, target)).toEqual([referrer()]);
    });

    it.each<[string, IndexChange | undefined]>([
      ['tells so', removing(to('x'))],
      ['tells nothing', undefined],
    ])('are no more when they are deleted by a write that %s', async (_, told) => {
      await write(store, versionOf(id, 1), adding(to(target), to(target, ENDPOINT)));
      await write(store, deletion(id, 2), told);
      expect(await referrersOf(store, target)).toEqual([]);
      await write(store, versionOf(id, 3), adding(to(target)));
      expect(await referrersOf(store, target)).toEqual([referrer()]);
    });

    it('are those of the unit too, and none of a unit that failed', async () => {
      const work = store.transaction(async (unit) => {
        await unit.write(draftOf(versionOf(id, 1)), null, adding(to(target)));
        expect(await unit.referrers(TYPE, target, PLENTY)).toEqual([referrer()]);
        throw new Error('the work failed');
      });
      await expect(work).rejects.toThrow('the work failed');
      expect(await referrersOf(store, target)).toEqual([]);
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

  it('lets nobody delete what a writer refers to at the same moment, nor refer to what is being deleted', async () => {
    for (let round = 0; round < ROUNDS; round += 1) await raceOverTarget(store, store);
  });

  it('lets of two who look at what the other writes only one write as if it were alone', async () => {
    for (let round = 0; round < ROUNDS; round += 1) await raceOfLookers(store, store);
  });

  it('lets twenty refer to one target at once', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID()).sort();
    await Promise.all(
      ids.map((each) =>
        store.transaction(async (unit) => {
          expect(await unit.missing(keys(target))).toEqual([]);
          await unit.write(draftOf(versionOf(each, 1)), null, adding(to(target)));
        }),
      ),
    );
    expect((await referrersOf(store, target)).map((each) => each.id)).toEqual(ids);
  });
}
