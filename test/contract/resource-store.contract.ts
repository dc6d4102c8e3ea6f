import { randomUUID } from 'node:crypto';
import { PAGE_BYTES, StaleWriteError, type IndexChange, type ResourceStore, type StoredVersion } from '../../src/fhir';
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

/** Version n is written n seconds after midnight. */
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

/** Writes one version over the one before it, in a unit of its own. */
export function write(store: ResourceStore, version: StoredVersion, change?: IndexChange): Promise<StoredVersion> {
  const before = Number(version.versionId) - 1;
  return store.transaction((unit) => unit.write(draftOf(version), before === 0 ? null : String(before), change));
}

/** A promise and the means to settle it from outside: a place for a transaction to stop at. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** What any ResourceStore does. `makeStore` gives an empty one, or one that others have used. */
export function resourceStoreContract(makeStore: () => Promise<OpenStore>): void {
  let open: OpenStore;
  let store: ResourceStore;
  beforeAll(async () => {
    open = await makeStore();
    store = open.store;
  });
  afterAll(() => open.close());

  async function writeVersions(count: number): Promise<StoredVersion[]> {
    const id = randomUUID();
    const versions = Array.from({ length: count }, (_, index) => versionOf(id, index + 1));
    for (const version of versions) await write(store, version);
    return versions;
  }

  describe('versions', () => {
    it('gives back what was written, every field of it', async () => {
      const version = versionOf(randomUUID(), 1, { lastUpdated: new Date('2026-06-30T23:59:59.987Z') });
      await write(store, version);
      expect(await store.read(TYPE, version.id)).toEqual(version);
    });

    it('reads the current version and keeps the ones before it', async () => {
      const [first, second, third] = (await writeVersions(3)) as [StoredVersion, StoredVersion, StoredVersion];
      expect(await store.read(TYPE, first.id)).toEqual(third);
      expect(await store.vread(TYPE, first.id, '1')).toEqual(first);
      expect(await store.vread(TYPE, first.id, '2')).toEqual(second);
      expect(await store.vread(TYPE, first.id, '3')).toEqual(third);
    });

    it.each(['4', '0', '-1', '1x', '01', '1.0', '', ' 1', '99999999999999999999'])(
      'has no version "%s"',
      async (versionId) => {
        const [{ id }] = (await writeVersions(3)) as [StoredVersion];
        expect(await store.vread(TYPE, id, versionId)).toBeUndefined();
      },
    );

    it('knows nothing of an id that was never used', async () => {
      expect(await store.read(TYPE, randomUUID())).toBeUndefined();
      expect(await store.vread(TYPE, randomUUID(), '1')).toBeUndefined();
      expect(await store.history({ type: TYPE, id: randomUUID(), count: 10, bytes: PAGE_BYTES })).toEqual({
        versions: [],
        total: 0,
      });
    });

    it('keeps a deletion as a version without a body, and lets the id be used again', async () => {
      const [{ id }] = (await writeVersions(1)) as [StoredVersion];
      const deletion = versionOf(id, 2, { interaction: 'delete', json: null });
      await write(store, deletion);
      expect(await store.read(TYPE, id)).toEqual(deletion);
      expect(await store.vread(TYPE, id, '2')).toEqual(deletion);
      await write(store, versionOf(id, 3));
      expect(await store.read(TYPE, id)).toEqual(versionOf(id, 3));
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
  });

  describe('bodies', () => {
    it.each([
      ['letters of many alphabets', '{"name":"Hôpital Œuvre Ελλάδα 北京 עברית"}'],
      ['characters of four bytes', '{"name":"🏥👩🏽‍⚕️𝒳"}'],
      ['the digits of a decimal', '{"position":{"longitude":1.00,"latitude":-0.000,"altitude":1e-22}}'],
      ['white space and the order of members', '{ "b" : 1 ,\r\n\t"a":2 }  '],
      ['quotes, backslashes, wildcards and escapes', String.raw`{"x":"'\"\\ %_ \u0000 \ud83d ? ;--"}`],
      ['200 KB', JSON.stringify({ text: 'é🏥x'.repeat(30_000) })],
    ])('come back byte for byte: %s', async (_, json) => {
      const version = versionOf(randomUUID(), 1, { json });
      await write(store, version);
      expect((await store.read(TYPE, version.id))?.json === json).toBe(true);
      expect((await store.vread(TYPE, version.id, '1'))?.json === json).toBe(true);
    });
  });

  describe('history', () => {
    const numbers = (versions: readonly StoredVersion[]) => versions.map((version) => Number(version.versionId));

    it('is newest first, and tells the total whatever the page', async () => {
      const versions = await writeVersions(5);
      const id = versions[0]?.id ?? '';
      const page = await store.history({ type: TYPE, id, count: 2, bytes: PAGE_BYTES });
      expect(page).toEqual({ versions: [versions[4], versions[3]], total: 5, next: expect.any(String) as string });
    });

    it('goes on where the page before ended', async () => {
      const [{ id }] = (await writeVersions(5)) as [StoredVersion];
      const page = (cursor?: string) =>
        store.history({ type: TYPE, id, count: 2, bytes: PAGE_BYTES, ...(cursor !== undefined && { cursor }) });
      const first = await page();
      const second = await page(first.next);
      expect([numbers(second.versions), second.total]).toEqual([[3, 2], 5]);
      const third = await page(second.next);
      expect([numbers(third.versions), third.next, third.total]).toEqual([[1], undefined, 5]);
      for (const { next } of [first, second]) expect(next).toMatch(/^[A-Za-z0-9\-._~]{1,128}$/);
    });

    it('has no more when a page ends with the last version', async () => {
      const [{ id }] = (await writeVersions(2)) as [StoredVersion];
      expect((await store.history({ type: TYPE, id, count: 2, bytes: PAGE_BYTES })).next).toBeUndefined();
    });

    it.each([
      ['the instant of a version itself', 3001, [5, 4, 3]],
      ['a millisecond after it', 3002, [5, 4]],
      ['the future', 9000, []],
    ])('since %s', async (_, offset, expected) => {
      const [{ id }] = (await writeVersions(5)) as [StoredVersion];
      const page = await store.history({
        type: TYPE,
        id,
        count: 10,
        bytes: PAGE_BYTES,
        since: new Date(MIDNIGHT + offset),
      });
      expect(numbers(page.versions)).toEqual(expected);
      expect(page.total).toBe(expected.length);
    });

    it('applies `since` and the cursor together', async () => {
      const [{ id }] = (await writeVersions(5)) as [StoredVersion];
      const since = new Date(MIDNIGHT + 2001);
      const asked = { type: TYPE, id, bytes: PAGE_BYTES, since };
      const { next } = await store.history({ ...asked, count: 2 });
      const page = await store.history({ ...asked, count: 1, cursor: next! });
      expect([numbers(page.versions), page.total, typeof page.next]).toEqual([[3], 4, 'string']);
    });

    it('has no version after a cursor it did not write', async () => {
      const [{ id }] = (await writeVersions(2)) as [StoredVersion];
      expect((await store.history({ type: TYPE, id, count: 5, bytes: PAGE_BYTES, cursor: 'x' })).versions).toEqual([]);
    });

    it('shows deletions', async () => {
      const [{ id }] = (await writeVersions(1)) as [StoredVersion];
      await write(store, versionOf(id, 2, { interaction: 'delete', json: null }));
      const { versions } = await store.history({ type: TYPE, id, count: 5, bytes: PAGE_BYTES });
      expect(versions.map(({ interaction, json }) => [interaction, json === null])).toEqual([
        ['delete', true],
        ['create', false],
      ]);
    });
  });

  describe('the expected version', () => {
    it.each(['1', '3', '02', '2x', ' 2', '0', 'x', ''])(
      'is refused when it is "%s" and the current one is 2',
      async (expected) => {
        const [{ id }] = (await writeVersions(2)) as [StoredVersion];
        const stale = store.transaction((unit) => unit.write(draftOf(versionOf(id, 3)), expected));
        await expect(stale).rejects.toEqual(new StaleWriteError(TYPE, id, expected));
        expect(await store.read(TYPE, id)).toEqual(versionOf(id, 2));
        expect((await store.history({ type: TYPE, id, count: 5, bytes: PAGE_BYTES })).total).toBe(2);
      },
    );

    it('is refused when the id was never used', async () => {
      const id = randomUUID();
      await expect(store.transaction((unit) => unit.write(draftOf(versionOf(id, 2)), '1'))).rejects.toBeInstanceOf(
        StaleWriteError,
      );
      expect(await store.read(TYPE, id)).toBeUndefined();
      expect((await store.history({ type: TYPE, id, count: 5, bytes: PAGE_BYTES })).total).toBe(0);
    });

    it('is refused as "never used" when there is a version, a deletion included', async () => {
      const [{ id }] = (await writeVersions(1)) as [StoredVersion];
      await write(store, versionOf(id, 2, { interaction: 'delete', json: null }));
      const create = store.transaction((unit) => unit.write(draftOf(versionOf(id, 1)), null));
      await expect(create).rejects.toEqual(new StaleWriteError(TYPE, id, null));
      expect((await store.history({ type: TYPE, id, count: 5, bytes: PAGE_BYTES })).total).toBe(2);
    });

    it.each([
      ['writers of one version', 2, '1'],
      ['creators of one id', 1, null],
    ])('lets exactly one of twenty %s win', async (_, version, expected) => {
      const id = randomUUID();
      if (expected !== null) await write(store, versionOf(id, 1));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_unused, n) =>
          store.transaction((unit) => unit.write(draftOf(versionOf(id, version, { json: `"writer ${n}"` })), expected)),
        ),
      );
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      for (const { reason } of refused) expect(reason).toEqual(new StaleWriteError(TYPE, id, expected));
      expect(refused).toHaveLength(19);
      const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
      expect((await store.read(TYPE, id))?.json).toBe(`"writer ${winner}"`);
      expect((await store.vread(TYPE, id, String(version)))?.json).toBe(`"writer ${winner}"`);
      expect((await store.history({ type: TYPE, id, count: 50, bytes: PAGE_BYTES })).total).toBe(version);
    });

    it('loses no update when twenty writers read, add one and try again until they are heard', async () => {
      const id = randomUUID();
      await write(store, versionOf(id, 1, { json: '0' }));
      const addOne = async (): Promise<void> => {
        for (;;) {
          const current = (await store.read(TYPE, id)) as StoredVersion;
          const next = Number(current.versionId) + 1;
          const version = versionOf(id, next, { json: String(Number(current.json) + 1) });
          const stale = await write(store, version).then(
            () => false,
            (error: unknown) => error instanceof StaleWriteError || Promise.reject(error as Error),
          );
          if (!stale) return;
        }
      };
      await Promise.all(Array.from({ length: 20 }, addOne));
      expect(await store.read(TYPE, id)).toMatchObject({ json: '20', versionId: '21' });
    });
  });

  describe('a unit of work', () => {
    it('makes several writes visible together and gives the result of the work', async () => {
      const [one, two] = [versionOf(randomUUID(), 1), versionOf(randomUUID(), 1)];
      const result = await store.transaction(async (unit) => {
        await unit.write(draftOf(one), null);
        await unit.write(draftOf(two), null);
        return 'done';
      });
      expect(result).toBe('done');
      expect(await store.read(TYPE, one.id)).toEqual(one);
      expect(await store.read(TYPE, two.id)).toEqual(two);
    });

    it('keeps none of its writes when one of them is stale', async () => {
      const [one, two] = [versionOf(randomUUID(), 1), versionOf(randomUUID(), 2)];
      const work = store.transaction(async (unit) => {
        await unit.write(draftOf(one), null);
        await unit.write(draftOf(two), '1');
      });
      await expect(work).rejects.toBeInstanceOf(StaleWriteError);
      expect(await store.read(TYPE, one.id)).toBeUndefined();
      expect((await store.history({ type: TYPE, id: one.id, count: 5, bytes: PAGE_BYTES })).total).toBe(0);
    });

    it('passes an error of the work through as it is, and keeps nothing', async () => {
      const version = versionOf(randomUUID(), 1);
      const failure = Object.assign(new Error('the work failed'), { code: 'ECONNREFUSED', errno: 1213, fatal: true });
      let runs = 0;
      const work = store.transaction(async (unit) => {
        runs++;
        await unit.write(draftOf(version), null);
        throw failure;
      });
      await expect(work).rejects.toBe(failure);
      expect(runs).toBe(1);
      expect(await store.read(TYPE, version.id)).toBeUndefined();
      await write(store, version);
    });

    it('goes on after a stale write it has caught', async () => {
      const [{ id }] = (await writeVersions(2)) as [StoredVersion];
      await store.transaction(async (unit) => {
        await unit.write(draftOf(versionOf(id, 2)), '1').catch(() => undefined);
        await unit.write(draftOf(versionOf(id, 1)), null).catch(() => undefined);
        await unit.write(draftOf(versionOf(id, 3)), '2');
      });
      expect(await store.read(TYPE, id)).toEqual(versionOf(id, 3));
    });

    it('reads what it has written itself', async () => {
      const [{ id }] = (await writeVersions(1)) as [StoredVersion];
      await store.transaction(async (unit) => {
        expect(await unit.read(TYPE, id)).toEqual(versionOf(id, 1));
        await unit.write(draftOf(versionOf(id, 2)), '1');
        expect(await unit.read(TYPE, id)).toEqual(versionOf(id, 2));
        await unit.write(draftOf(versionOf(id, 3)), '2');
      });
      expect((await store.history({ type: TYPE, id, count: 5, bytes: PAGE_BYTES })).total).toBe(3);
    });

    it('writes all of what was started together, or none', async () => {
      const versions = Array.from({ length: 5 }, () => versionOf(randomUUID(), 1));
      await store.transaction((unit) => Promise.all(versions.map((version) => unit.write(draftOf(version), null))));
      for (const version of versions) expect(await store.read(TYPE, version.id)).toEqual(version);

      const more = Array.from({ length: 5 }, () => versionOf(randomUUID(), 1));
      const clash = { ...versionOf(versions[0]?.id ?? '', 1) };
      const work = store.transaction((unit) =>
        Promise.all([clash, ...more].map((version) => unit.write(draftOf(version), null))),
      );
      await expect(work).rejects.toBeInstanceOf(StaleWriteError);
      for (const version of more) expect(await store.read(TYPE, version.id)).toBeUndefined();
    });

    it('does nothing more once it is over', async () => {
      const version = versionOf(randomUUID(), 1);
      const leaked = await store.transaction(async (unit) => ({ unit }));
      await expect(leaked.unit.write(draftOf(version), null)).rejects.toThrow('over');
      await expect(leaked.unit.read(TYPE, version.id)).rejects.toThrow('over');
      expect(await store.read(TYPE, version.id)).toBeUndefined();
    });

    it('shows nobody what is not committed, and does not take another transaction down with it', async () => {
      const [a, b] = [versionOf(randomUUID(), 1), versionOf(randomUUID(), 1)];
      const [aHasWritten, aMayFail] = [gate(), gate()];
      const failing = store.transaction(async (unit) => {
        await unit.write(draftOf(a), null);
        aHasWritten.open();
        await aMayFail.opened;
        throw new Error('A fails');
      });
      await aHasWritten.opened;
      const reading = Promise.all([store.read(TYPE, a.id), store.vread(TYPE, a.id, '1')]);
      const writing = write(store, b);
      // Also when B could write at once, it must have had the time to.
      await new Promise((resolve) => setImmediate(resolve));
      aMayFail.open();
      await expect(failing).rejects.toThrow('A fails');
      await writing;
      expect(await reading).toEqual([undefined, undefined]);
      expect(await store.read(TYPE, b.id)).toEqual(b);
      expect(await store.read(TYPE, a.id)).toBeUndefined();
      expect((await store.history({ type: TYPE, id: a.id, count: 5, bytes: PAGE_BYTES })).total).toBe(0);
    });
  });

  describe('the index of identifiers', () => identifierIndexContract(() => store));

  describe('the index of references', () => referenceIndexContract(() => store));

  describe('the bytes of a page', () => pageBytesContract(() => store));

  describe('searching', () => resourceSearchContract(() => store));

  it('answers a ping', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });
}
