import { deepEqual, equal } from 'node:assert/strict';
import {
  indexChange,
  referencesOf,
  type Referrer,
  type ResourceKey,
  type StoredVersion,
  type UnitOfWork,
} from '../../fhir';
import { contentOf, type StoreTester } from './store-tester';
import { breathe, type Suite } from './suite';

const PLENTY = 100;
const ROUNDS = 20;

/** The path of a resource's reference to another one. */
function pathTo(version: StoredVersion, id: string): string {
  return referencesOf(contentOf(version)).find((reference) => reference.id === id)!.path;
}

const referrersOf = (tester: StoreTester, id: string, limit = PLENTY): Promise<readonly Referrer[]> =>
  tester.store.transaction((unit) => unit.referrers(tester.type, id, limit));

const referringTo = (tester: StoreTester, id: string, unit?: UnitOfWork): Promise<StoredVersion> =>
  tester.create(tester.referring(tester.sample(), id), unit);

/** The resources that refer to a resource. */
export const referrers: Suite = (tester, { it }, { type, capabilities }) => {
  const told = (...versions: StoredVersion[]) =>
    versions.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1)); // prettier-ignore
  const found = async (id: string) => (await referrersOf(tester(), id)).map((each) => each.id);

  it('are none at first, and none of an id that was never used', async () => {
    deepEqual(await found((await tester().create()).id), []);
    deepEqual(await found('nobody'), []);
  });

  it('are listed with their paths, from their creation on, up to a limit', async () => {
    const target = await tester().create();
    const one = await referringTo(tester(), target.id);
    const path = pathTo(one, target.id);
    deepEqual(await referrersOf(tester(), target.id), [{ type, id: one.id, path }]);
    const other = await referringTo(tester(), target.id);
    deepEqual((await found(target.id)).sort(), told(one, other));
    equal((await referrersOf(tester(), target.id, 1)).length, 1);
  });

  it('are not the resource itself', async () => {
    const target = await tester().create();
    await tester().replace(target, tester().referring(contentOf(target), target.id));
    deepEqual(await found(target.id), []);
  });

  it('follow a replacement, and stay where it does not mention them', async () => {
    const [one, other] = (await tester().createAll(2)) as [StoredVersion, StoredVersion];
    const first = await referringTo(tester(), one.id);
    const second = await tester().replace(first, tester().changed(contentOf(first)));
    deepEqual(await found(one.id), [first.id]);
    await tester().replace(second, tester().referring(contentOf(second), other.id));
    deepEqual([await found(one.id), await found(other.id)], [[], [first.id]]);
  });

  it('include those of the unit, but none of a failed unit', async () => {
    const target = await tester().create();
    const work = tester().store.transaction(async (unit) => {
      const { id } = await referringTo(tester(), target.id, unit);
      deepEqual((await unit.referrers(type, target.id, PLENTY)).map((each) => each.id), [id]); // prettier-ignore
      throw new Error('taken back');
    });
    await work.catch((error: Error) => equal(error.message, 'taken back'));
    deepEqual(await found(target.id), []);
  });

  if (!capabilities.deletes) return;
  it('disappear when they are deleted', async () => {
    const target = await tester().create();
    await tester().remove(await referringTo(tester(), target.id));
    deepEqual(await found(target.id), []);
  });
};

type Holder = (unit: UnitOfWork, key: ResourceKey) => Promise<unknown>;
const exclusive: Holder = (unit, key) => unit.hold('exclusive', [key]);
const shared: Holder = (unit, key) => unit.hold('shared', [key]);
const missing: Holder = (unit, key) => unit.missing([key]);
const referrersIn: Holder = (unit, { type, id }) => unit.referrers(type, id, PLENTY);

/** Locks: what one unit of work holds and another one waits for. */
export const locks: Suite = (tester, { it }, { type, capabilities, refer }) => {
  const pairs: [string, Holder, Holder][] = [
    ['exclusively, another does not hold exclusively', exclusive, exclusive],
    ['exclusively, another does not share', exclusive, shared],
    ['and shares, another does not hold exclusively', shared, exclusive],
    ...(capabilities.referrers
      ? ([
          ['by looking for its referrers, another does not look whether it is missing', referrersIn, missing],
          ['by looking whether it is missing, another does not look for its referrers', missing, referrersIn],
        ] as [string, Holder, Holder][])
      : []),
  ];
  /** In a store that assigns ids, nobody can write to an id that does not exist. */
  const states = capabilities.ids === 'client' ? ['there', 'never used'] : ['there'];
  for (const [title, one, other] of pairs) {
    for (const state of states) {
      it(`hold what one unit holds ${title} until it ends (${state})`, async () => {
        const id = state === 'there' ? (await tester().create()).id : tester().newId()!;
        deepEqual(await orderOf(tester(), { type, id }, one, other), ['unit', 'rival']);
      });
    }
  }

  it('may be taken again, in any mode, by the unit that holds them', async () => {
    const [one, two] = (await tester().createAll(2)).map(({ id }) => ({ type, id })) as [ResourceKey, ResourceKey];
    await tester().store.transaction(async (unit) => {
      await unit.hold('shared', [one, two]);
      await unit.hold('exclusive', [two, one]);
      await unit.hold('exclusive', [one]);
      deepEqual(await unit.missing([one, two]), []);
    });
  });

  it('let only one of two units succeed when each reads what the other changes', async () => {
    for (let round = 0; round < ROUNDS; round += 1) await raceOfLookers(tester(), tester());
  });

  if (!capabilities.referrers || refer === false) return;
  it('let twenty units refer to one target at once', async () => {
    const target = await tester().create();
    const made = await Promise.all(
      Array.from({ length: ROUNDS }, () =>
        tester().store.transaction(async (unit) => {
          deepEqual(await unit.missing([{ type, id: target.id }]), []);
          return referringTo(tester(), target.id, unit);
        }),
      ),
    );
    const found = await referrersOf(tester(), target.id);
    deepEqual(new Set(found.map(({ id }) => id)), new Set(made.map(({ id }) => id)));
  });

  if (!capabilities.deletes) return;
  it('let no unit delete what another one starts to refer to, nor refer to what is being deleted', async () => {
    for (let round = 0; round < ROUNDS; round += 1) await raceOverTarget(tester(), tester());
  });
};

/** Which comes first: the unit that holds a resource, or its rival. */
async function orderOf(tester: StoreTester, key: ResourceKey, one: Holder, other: Holder): Promise<string[]> {
  const log: string[] = [];
  let rival: Promise<unknown> = Promise.resolve();
  await tester.store.transaction(async (unit) => {
    await one(unit, key);
    rival = tester.store.transaction((theirs) => other(theirs, key).then(() => log.push('rival')));
    // Round trips of this unit give a rival that does not wait enough time to finish first.
    for (let look = 0; look < 20; look += 1) {
      await unit.read(key.type, key.id);
      await breathe();
    }
    log.push('unit');
  });
  await rival;
  return log;
}

/**
 * Writes a new reference and deletes its target at the same moment: exactly one of them succeeds.
 * @param caughtUp waits until `writing` can see what `deleting` has written
 */
export async function raceOverTarget(
  writing: StoreTester,
  deleting: StoreTester,
  caughtUp = async (): Promise<void> => undefined,
): Promise<void> {
  const { type } = writing;
  const target = await deleting.create();
  await caughtUp();
  const refer = (): Promise<string | undefined> =>
    writing.store.transaction(async (unit) => {
      if ((await unit.missing([{ type, id: target.id }])).length > 0) return undefined;
      await breathe();
      return (await referringTo(writing, target.id, unit)).id;
    });
  const remove = (): Promise<boolean> =>
    deleting.store.transaction(async (unit) => {
      if ((await unit.referrers(type, target.id, 1)).length > 0) return false;
      await breathe();
      await deleting.remove(target, unit);
      return true;
    });
  const isFirst = Math.random() < 0.5;
  const [early, late] = isFirst ? [refer(), remove()] : [remove(), refer()];
  const outcomes = [await early, await late];
  const [referrer, isGone] = isFirst ? outcomes : outcomes.toReversed();
  equal(isGone, referrer === undefined);
  equal((await deleting.read(target.id))?.json != null, !isGone);
  if (referrer !== undefined) equal((await writing.read(referrer as string))?.id, referrer);
}

/** Two units each change what the other one reads: the later one sees the change of the earlier one. */
export async function raceOfLookers(one: StoreTester, other: StoreTester): Promise<void> {
  const { type } = one;
  const isNew = one.about.capabilities.ids === 'client';
  const versions = isNew ? [] : await one.createAll(2);
  const [a, b] = (isNew ? [one.newId(), one.newId()] : versions.map(({ id }) => id)) as [string, string];
  const isTouched = (version: StoredVersion | undefined): boolean =>
    version !== undefined &&
    !versions.some(({ versionId, id }) => id === version.id && versionId === version.versionId);
  const changeUnless = (tester: StoreTester, own: string, neighbour: string): Promise<void> =>
    tester.store.transaction(async (unit) => {
      await unit.hold('exclusive', [{ type, id: own }]);
      await unit.hold('shared', [{ type, id: neighbour }]);
      if (isTouched(await unit.read(type, neighbour))) return;
      await breathe();
      const before = versions.find(({ id }) => id === own);
      await (before ? tester.replace(before, undefined, unit) : tester.create(undefined, unit, own));
    });
  await Promise.all([changeUnless(one, a, b), changeUnless(other, b, a)]);
  equal([await one.read(a), await other.read(b)].filter(isTouched).length, 1);
}

/** What resources refer to by their index entries, for stores that can tell. */
export const targets: Suite = (tester, { it }, { type }) => {
  const told = (id: string, code: string, target: ResourceKey) => `${id} ${code} ${target.type}/${target.id}`;
  const expected = (version: StoredVersion): readonly string[] => {
    const { added } = indexChange(undefined, contentOf(version), undefined, tester().searchable).entries;
    return added.flatMap((entry) =>
      entry.kind === 'reference' ? [told(version.id, entry.code, { type: entry.type, id: entry.id })] : [],
    );
  };

  it('are those of the current version, by parameter', async () => {
    const { store } = tester();
    if (!store.references) return;
    const [target, other] = (await tester().createAll(2)) as [StoredVersion, StoredVersion];
    const first = await referringTo(tester(), target.id);
    const codes = [...new Set(expected(first).map((each) => each.split(' ')[1]!))];
    const found = async (ids: readonly string[], some = codes): Promise<readonly string[]> => {
      const all = await store.references!({ type, ids, codes: some });
      return [...new Set(all.map((each) => told(each.id, each.code, each.target)))].sort();
    };
    deepEqual(await found([first.id, 'nobody']), [...expected(first)].sort());
    const second = await tester().replace(first, tester().referring(contentOf(first), other.id));
    const third = await referringTo(tester(), target.id);
    deepEqual(await found([second.id, third.id]), [...expected(second), ...expected(third)].sort());
    deepEqual(await found([second.id], ['nobody-has-it']), []);
  });
};
