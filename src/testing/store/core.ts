import { deepEqual, equal, match, notDeepEqual, notEqual, ok, rejects } from 'node:assert/strict';
import { StaleWriteError, type StoredVersion } from '../../fhir';
import type { StoreCase } from './store-case';
import { contentOf, isStale, shown, type StoreTester } from './store-tester';
import type { Suite } from './suite';

/** @see https://hl7.org/fhir/R4/datatypes.html#id */
const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const RACERS = 20;

/** What every store does, whatever it declares. */
export const core: Suite = (tester, { describe, it }, about) => {
  it('declares the expected capabilities', async () => {
    deepEqual(tester().store.capabilities(about.type), about.capabilities);
  });

  it('answers a ping', () => tester().store.ping());

  it('has nothing at an id that was never used', async () => {
    for (const id of ['nobody', '0', '-', 'x'.repeat(64)]) {
      equal(await tester().read(id), undefined);
      equal(await tester().store.vread(about.type, id, '1'), undefined);
    }
  });

  if (about.capabilities.creates) describe('a creation', () => creation(tester, it, about));
  if (about.capabilities.creates && about.capabilities.updates) {
    describe('a replacement', () => replacement(tester, it, about));
  }
};

type It = Parameters<Suite>[1]['it'];

function creation(tester: () => StoreTester, it: It, { type, capabilities }: StoreCase): void {
  it('returns the same as every later read', async () => {
    const made = await tester().create();
    equal(made.type, type);
    equal(made.interaction, 'create');
    match(made.id, ID);
    match(made.versionId, ID);
    ok(Number.isInteger(made.lastUpdated.getTime()), 'lastUpdated is an instant in whole milliseconds');
    await tester().expectCurrent(made);
    deepEqual(shown((await tester().store.transaction((unit) => unit.read(type, made.id)))!), shown(made));
    deepEqual(shown((await tester().store.vread(type, made.id, made.versionId))!), shown(made));
  });

  it('has the version and its instant in the text', async () => {
    const { id, versionId, lastUpdated, json } = await tester().create();
    const told = JSON.parse(json!) as { id: string; meta: Record<string, string> };
    deepEqual(
      { id: told.id, versionId: told.meta['versionId'], lastUpdated: told.meta['lastUpdated'] },
      { id, versionId, lastUpdated: lastUpdated.toISOString() },
    );
  });

  it('loses nothing', async () => {
    const sample = tester().sample();
    tester().expectKept(await tester().create(sample), sample);
  });

  it('gives twenty concurrent creations an id each', async () => {
    const made = await Promise.all(Array.from({ length: RACERS }, () => tester().create()));
    equal(new Set(made.map(({ id }) => id)).size, RACERS);
    for (const each of made) await tester().expectCurrent(each);
  });

  if (capabilities.ids === 'store') {
    it('never assigns an id twice, even when its unit of work fails', async () => {
      let lost = '';
      const failed = tester().store.transaction(async (unit) => {
        lost = (await tester().create(undefined, unit)).id;
        throw new Error('taken back');
      });
      await rejects(failed, { message: 'taken back' });
      equal(await tester().read(lost), undefined);
      notEqual((await tester().create()).id, lost);
    });
    return;
  }

  it('needs an id', async () => {
    const resource = tester().sample();
    const without = tester().draft({ interaction: 'create', resource });
    await rejects(tester().store.transaction((unit) => unit.write(without, null)));
  });

  it('is refused when the id has been used', async () => {
    const made = await tester().create();
    await rejects(tester().create(undefined, undefined, made.id), isStale(type, made.id, null));
    await tester().expectCurrent(made);
  });

  it('lets exactly one of twenty creations of the same id win', async () => {
    const id = tester().newId()!;
    const outcomes = await race(() => tester().create(undefined, undefined, id));
    await tester().expectCurrent(winner(outcomes));
  });
}

function replacement(tester: () => StoreTester, it: It, { type, capabilities }: StoreCase): void {
  it('changes the resource, and loses nothing', async () => {
    const sample = tester().sample();
    const first = await tester().create(sample);
    const changed = tester().changed(sample);
    notDeepEqual(changed, sample, '`change` has to change something');
    const second = await tester().replace(first, changed);
    equal(second.interaction, 'update');
    tester().expectKept(second, changed);
    await tester().expectCurrent(second);
  });

  it('gives each version a name that no other readable version has, and a later instant', async () => {
    let last = await tester().create();
    const [one, other] = [contentOf(last), tester().changed(contentOf(last))];
    const all = [last];
    for (const content of [other, one, other, one]) all.push((last = await tester().replace(last, content)));
    const names = all.map(({ versionId }) => versionId);
    const distinct = capabilities.versions === 'kept' ? new Set(names).size : names.filter((each, n) => each !== names[n - 1]).length; // prettier-ignore
    equal(distinct, all.length);
    const times = all.map(({ lastUpdated }) => lastUpdated.getTime());
    deepEqual(
      times,
      [...new Set(times)].sort((a, b) => a - b),
    );
    deepEqual(contentOf(last), one);
  });

  it('of an outdated version is refused, and changes nothing', async () => {
    const first = await tester().create();
    const second = await tester().replace(first);
    const { id, versionId } = second;
    for (const stale of [first.versionId, '', 'x', `0${versionId}`, `${versionId} `, ` ${versionId}`]) {
      await rejects(tester().replace(second, undefined, undefined, stale), isStale(type, id, stale));
      await tester().expectCurrent(second);
    }
    for (const asked of ['', `0${versionId}`, `${versionId} `, '99999999999999999999']) {
      equal(await tester().store.vread(type, id, asked), undefined);
    }
  });

  it('of an id that was never used is refused', async () => {
    const made = await tester().create();
    await rejects(tester().replace({ ...made, id: 'nobody' }), isStale(type, 'nobody', made.versionId));
    equal(await tester().read('nobody'), undefined);
  });

  it('lets exactly one of twenty writers of one version win', async () => {
    const first = await tester().create();
    const won = winner(await race(() => tester().replace(first)));
    equal(won.id, first.id);
    await tester().expectCurrent(won);
  });

  it('is not lost when twenty writers read, change and retry until they succeed', async () => {
    const first = await tester().create();
    const before: string[] = [];
    const after: string[] = [];
    const write = async (): Promise<void> => {
      for (;;) {
        const current = (await tester().read(first.id))!;
        const made = await tester().replace(current).catch(unlessStale);
        if (!made) continue;
        before.push(current.versionId);
        after.push(made.versionId);
        return;
      }
    };
    await Promise.all(Array.from({ length: RACERS }, write));
    // The versions form one chain: each but the last was replaced by exactly one writer.
    const { versionId } = (await tester().read(first.id))!;
    deepEqual([...before, versionId].sort(), [first.versionId, ...after].sort());
  });
}

type Outcomes = PromiseSettledResult<StoredVersion>[];

function race(write: () => Promise<StoredVersion>): Promise<Outcomes> {
  return Promise.allSettled(Array.from({ length: RACERS }, write));
}

/** Fails unless exactly one succeeded and all others failed with a StaleWriteError. */
function winner(outcomes: Outcomes): StoredVersion {
  const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') ok(outcome.reason instanceof StaleWriteError, String(outcome.reason));
  }
  equal(won.length, 1);
  return won[0]!;
}

function unlessStale(error: unknown): undefined {
  if (!(error instanceof StaleWriteError)) throw error;
}
