import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import {
  onePage,
  PAGE_BYTES,
  type HistoryPage,
  type HistoryPlace,
  type StoredVersion,
  type TypeHistoryPage,
  type TypeHistoryRequest,
} from '../../fhir';
import { expectEachOnce, idsOf, isStale, shown, type StoreTester } from './store-tester';
import type { Suite } from './suite';

const CURSOR = /^[A-Za-z0-9\-._~]{1,128}$/;
const bytesOf = ({ json }: StoredVersion): number => Buffer.byteLength(json ?? '');

async function versionsOf(tester: StoreTester, count: number): Promise<StoredVersion[]> {
  const all = [await tester.create()];
  while (all.length < count) all.push(await tester.replace(all.at(-1)!));
  return all;
}

/** Reads of earlier versions. */
export const keptVersions: Suite = (tester, { it }, { type }) => {
  it('are read as they were written', async () => {
    const all = await versionsOf(tester(), 3);
    for (const version of all) {
      deepEqual(shown((await tester().store.vread(type, version.id, version.versionId))!), shown(version));
    }
  });

  it('are those of exactly this resource', async () => {
    const [first] = await versionsOf(tester(), 2);
    equal(await tester().store.vread(type, 'nobody', first!.versionId), undefined);
  });
};

/** Histories of a resource. */
export const history: Suite = (tester, { it }, { type, capabilities }) => {
  const page = async (id: string, count: number, over: object = {}): Promise<HistoryPage> =>
    copied(await tester().store.history({ type, id, count, bytes: PAGE_BYTES, ...over }));

  /** All pages; fails if an entry is repeated. */
  async function pagesOf(id: string, count: number, bytes: number, total: number): Promise<StoredVersion[][]> {
    const pages: StoredVersion[][] = [];
    for (let cursor: string | undefined; ;) {
      const got = await page(id, count, { bytes, ...(cursor !== undefined && { cursor }) });
      equal(got.total, total);
      pages.push([...got.versions]);
      expectEachOnce(pages.flat().map(({ versionId }) => versionId));
      cursor = got.next;
      if (cursor === undefined) return pages;
      match(cursor, CURSOR);
    }
  }

  it('are newest first, with every field, and nothing of an id that was never used', async () => {
    const all = await versionsOf(tester(), 3);
    deepEqual(await page(all[0]!.id, 10), { versions: all.toReversed(), total: 3 });
    deepEqual(await page('nobody', 10), { versions: [], total: 0 });
  });

  it('continue where the previous page ended, each version once', async () => {
    const all = await versionsOf(tester(), 5);
    const pages = await pagesOf(all[0]!.id, 2, PAGE_BYTES, 5);
    deepEqual(
      pages.map(({ length }) => length),
      [2, 2, 1],
    );
    deepEqual(pages.flat(), all.toReversed());
  });

  it('end at the byte limit of a page', async () => {
    const all = (await versionsOf(tester(), 4)).toReversed();
    const sizes = all.map(bytesOf);
    for (const bytes of [1, sizes[0]! + sizes[1]!, sizes[0]! + sizes[1]! - 1]) {
      const pages = await pagesOf(all[0]!.id, 9, bytes, 4);
      deepEqual(pages.flat(), all);
      deepEqual(pages[0], onePage(all, { count: 9, bytes }, bytesOf));
    }
  });

  it('begin at an instant, that of a version included', async () => {
    const all = await versionsOf(tester(), 4);
    const { id, lastUpdated: since } = all[2]!;
    deepEqual(await page(id, 10, { since }), { versions: [all[3], all[2]], total: 2 });
    deepEqual((await page(id, 10, { since: new Date(since.getTime() + 1) })).versions, [all[3]]);
    const [{ next }, all2] = [await page(id, 1, { since }), all];
    ok(next !== undefined, 'there is a page after the first');
    deepEqual(await page(id, 1, { since, cursor: next }), { versions: [all2[2]], total: 2 });
  });

  it('have nothing after a cursor that they did not issue', async () => {
    const [{ id }] = (await versionsOf(tester(), 2)) as [StoredVersion];
    deepEqual((await page(id, 5, { cursor: 'x' })).versions, []);
  });

  it('have nothing of a refused write', async () => {
    const [first, second] = await versionsOf(tester(), 2);
    await rejects(tester().replace(first!), isStale(type, first!.id, first!.versionId));
    deepEqual((await page(first!.id, 10)).versions, [second, first]);
  });

  if (!capabilities.deletes) return;
  it('show deletions', async () => {
    const [first] = await versionsOf(tester(), 1);
    const deletion = await tester().remove(first!);
    deepEqual(await page(first!.id, 10), { versions: [deletion, first], total: 2 });
  });

  if (capabilities.ids !== 'client') return;
  it('say which update follows a deletion', async () => {
    const first = await tester().create();
    const gone = await tester().remove(first);
    const again = await tester().replace(gone, tester().sample());
    const last = await tester().replace(again);
    const told = (await page(first.id, 10)).versions;
    deepEqual(
      told.map(({ versionId, overDeletion }) => [versionId, overDeletion ?? false]),
      [last, again, gone, first].map(({ versionId }) => [versionId, versionId === again.versionId]),
    );
    const { next } = await page(first.id, 1);
    deepEqual((await page(first.id, 1, { cursor: next })).versions[0]?.overDeletion, true);
  });
};

/** Deletions. */
export const deletion: Suite = (tester, { it }, { type, capabilities }) => {
  it('leave a version without a body, and nothing to find', async () => {
    const first = await tester().create();
    const second = await tester().replace(first);
    const gone = await tester().remove(second);
    deepEqual({ id: gone.id, interaction: gone.interaction, json: gone.json }, { id: first.id, interaction: 'delete', json: null }); // prettier-ignore
    ok(gone.lastUpdated > second.lastUpdated, 'it has a later instant');
    ok(![first.versionId, second.versionId].includes(gone.versionId), 'it has a versionId of its own');
    const read = await tester().read(first.id);
    if (read !== undefined || capabilities.versions === 'kept') deepEqual(shown(read!), shown(gone));
    if (tester().answers('_id')) deepEqual(idsOf((await tester().search([{ kind: 'id', ids: [first.id] }])).versions), []); // prettier-ignore
    const key = { type, id: first.id };
    deepEqual(await tester().store.transaction((unit) => unit.missing([key])), [key]);
  });

  it('of an outdated version are refused', async () => {
    const first = await tester().create();
    const second = await tester().replace(first);
    await rejects(tester().remove(first), isStale(type, first.id, first.versionId));
    await tester().expectCurrent(second);
  });

  it('make a replacement of the previous version stale', async () => {
    const first = await tester().create();
    await tester().remove(first);
    await rejects(tester().replace(first), isStale(type, first.id, first.versionId));
  });

  it('are rolled back with their unit', async () => {
    const first = await tester().create();
    const work = tester().store.transaction(async (unit) => {
      await tester().remove(first, unit);
      deepEqual(await unit.missing([{ type, id: first.id }]), [{ type, id: first.id }]);
      throw new Error('taken back');
    });
    await rejects(work, { message: 'taken back' });
    await tester().expectCurrent(first);
  });

  if (capabilities.ids !== 'client') return;
  it('let the id be used again', async () => {
    const first = await tester().create();
    const gone = await tester().remove(first);
    await rejects(tester().create(undefined, undefined, first.id), isStale(type, first.id, null));
    const again = await tester().replace(gone, tester().sample());
    await tester().expectCurrent(again);
    deepEqual(await tester().store.transaction((unit) => unit.missing([{ type, id: first.id }])), []);
  });
};

/** Histories of a type. Others may write meanwhile. */
export const typeHistory: Suite = (tester, { it }, { type }) => {
  type Over = Partial<TypeHistoryRequest>;
  const page = (over: Over): Promise<TypeHistoryPage> =>
    tester().store.typeHistory!({ type, order: 'newest first', count: 100, bytes: PAGE_BYTES, ...over });
  const nameOf = ({ id, versionId }: StoredVersion): string => `${id}/${versionId}`;

  /** Everything written between two instants, page by page. */
  async function walk(over: Over): Promise<StoredVersion[]> {
    const all: StoredVersion[] = [];
    for (let after: HistoryPlace | undefined; ;) {
      const { versions, next } = await page({ ...over, ...(after && { after }) });
      all.push(...versions);
      expectEachOnce(all.map(nameOf));
      after = next;
      if (!after) return all;
    }
  }

  /** Versions of three resources, in the order they were written; two often share an instant. */
  async function written(): Promise<readonly StoredVersion[]> {
    const made: StoredVersion[] = [];
    for (let n = 0; n < 3; n += 1) made.push(...(await versionsOf(tester(), 2)));
    return made.toSorted(inTime);
  }
  const inTime = (one: StoredVersion, other: StoredVersion): number =>
    one.lastUpdated.getTime() - other.lastUpdated.getTime() || (one.id < other.id ? -1 : 1);
  const spanOf = (all: readonly StoredVersion[]) => ({ since: all[0]!.lastUpdated, until: all.at(-1)!.lastUpdated });
  const own = (all: readonly StoredVersion[], found: readonly StoredVersion[]) => {
    const names = all.map(nameOf);
    return found.filter((version) => names.includes(nameOf(version)));
  };

  it('are in chronological order, with every field, in pages of any size', async () => {
    const all = await written();
    for (const count of [1, 2, 5, 100]) {
      deepEqual(own(all, await walk({ ...spanOf(all), count })), all.toReversed());
      deepEqual(own(all, await walk({ ...spanOf(all), count, order: 'oldest first' })), all);
    }
  });

  it('end a page at its byte limit', async () => {
    const all = await written();
    deepEqual(own(all, await walk({ ...spanOf(all), bytes: 1 })), all.toReversed());
    equal((await page({ ...spanOf(all), bytes: 1 })).versions.length, 1);
  });

  it('begin and end at instants, those of versions included', async () => {
    const all = await written();
    const within = (from: Date, until: Date) => all.filter(({ lastUpdated: at }) => at >= from && at <= until);
    const [since, until] = [all[1]!.lastUpdated, all[4]!.lastUpdated];
    deepEqual(own(all, await walk({ since, until, order: 'oldest first' })), within(since, until));
  });

  it('begin after a place, or after all that was written at an instant', async () => {
    const all = await written();
    const { lastUpdated: at, id } = all[3]!;
    const bounds = spanOf(all);
    const older = all.filter((version) => inTime(version, all[3]!) < 0).toReversed();
    deepEqual(own(all, await walk({ ...bounds, after: { at, id } })), older);
    deepEqual(
      own(all, await walk({ ...bounds, after: { at } })),
      older.filter(({ lastUpdated }) => lastUpdated < at),
    );
    deepEqual(
      own(all, await walk({ ...bounds, order: 'oldest first', after: { at } })),
      all.filter(({ lastUpdated }) => lastUpdated > at),
    );
  });

  it('are those that were current at a time', async () => {
    const [first, second, third] = (await versionsOf(tester(), 3)) as [StoredVersion, StoredVersion, StoredVersion];
    const one = [first, second, third];
    const at = async (from: Date, until: Date): Promise<readonly StoredVersion[]> => {
      const { versions } = copied(await tester().store.history({ type, id: first.id, count: 9, bytes: PAGE_BYTES, at: { from, until } })); // prettier-ignore
      deepEqual(own(one, await walk({ since: first.lastUpdated, at: { from, until } })), versions);
      return versions;
    };
    const before = (date: Date): Date => new Date(date.getTime() - 1);
    deepEqual(await at(second.lastUpdated, second.lastUpdated), [second]);
    deepEqual(await at(before(second.lastUpdated), second.lastUpdated), [second, first]);
    deepEqual(await at(second.lastUpdated, third.lastUpdated), [third, second]);
    deepEqual(await at(before(first.lastUpdated), before(first.lastUpdated)), []);
    deepEqual(await at(new Date(third.lastUpdated.getTime() + 1_000_000), new Date(third.lastUpdated.getTime() + 2_000_000)), [third]); // prettier-ignore
  });
};

/** A page with copies of its versions: a store may return objects of a class. */
function copied<Page extends { readonly versions: readonly StoredVersion[] }>(page: Page): Page {
  return { ...page, versions: page.versions.map((version) => ({ ...version })) };
}
