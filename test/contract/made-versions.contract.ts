import { randomUUID } from 'node:crypto';
import { PAGE_BYTES, StaleWriteError, type ResourceStore, type StoredVersion, type VersionDraft } from '../../src/fhir';
import type { OpenStore } from './resource-store.contract';

const TYPE = 'Organization';
const VERSION_ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** What any ResourceStore does with a draft, whoever gives versions, instants and ids. */
export function madeVersionsContract(makeStore: () => Promise<OpenStore>): void {
  let open: OpenStore;
  let store: ResourceStore;
  beforeAll(async () => {
    open = await makeStore();
    store = open.store;
  });
  afterAll(() => open.close());

  let at = Date.UTC(2026, 5, 1);
  const idOf = (): { id?: string } => (store.capabilities(TYPE).ids === 'client' ? { id: randomUUID() } : {});
  const draft = (name: string | null, over: Partial<VersionDraft> = {}): VersionDraft => ({
    type: TYPE,
    interaction: name === null ? 'delete' : 'update',
    resource: name === null ? null : { resourceType: TYPE, name },
    at: new Date((at += 1_000)),
    render: ({ id, versionId, lastUpdated }) => JSON.stringify({ id, versionId, lastUpdated, name }),
    ...over,
  });
  const write = (one: VersionDraft, expected: string | null): Promise<StoredVersion> =>
    store.transaction((unit) => unit.write(one, expected));
  const created = () => write(draft('a', { ...idOf(), interaction: 'create' }), null);

  it('gives back the version as every read gives it', async () => {
    const made = await created();
    expect(made).toMatchObject({ type: TYPE, interaction: 'create' });
    expect(made.versionId).toMatch(VERSION_ID);
    expect(made.id).toMatch(VERSION_ID);
    expect(made.json).toBe(JSON.stringify({ id: made.id, versionId: made.versionId, lastUpdated: made.lastUpdated, name: 'a' })); // prettier-ignore
    expect(await store.read(TYPE, made.id)).toEqual(made);
    expect(await store.transaction((unit) => unit.read(TYPE, made.id))).toEqual(made);
    const { versions } = await store.search({ type: TYPE, clauses: [{ kind: 'id', ids: [made.id] }], count: 1, bytes: PAGE_BYTES }); // prettier-ignore
    expect(versions).toEqual([made]);
  });

  it('gives each version a name and a later instant, deletions and equal contents included', async () => {
    const first = await created();
    const { id } = first;
    const all = [first];
    for (const name of ['a', null, 'a', 'b', 'a']) all.push(await write(draft(name, { id }), all.at(-1)!.versionId));
    expect(new Set(all.map(({ versionId }) => versionId)).size).toBe(all.length);
    const times = all.map(({ lastUpdated }) => lastUpdated.getTime());
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(await store.read(TYPE, id)).toEqual(all.at(-1));
    const isKept = store.capabilities(TYPE).versions === 'kept';
    for (const version of all.slice(0, -1)) {
      expect(await store.vread(TYPE, id, version.versionId)).toEqual(isKept ? version : undefined);
    }
    expect(await store.vread(TYPE, id, all.at(-1)!.versionId)).toEqual(all.at(-1));
    if (!store.capabilities(TYPE).history) return;
    const { versions } = await store.history({ type: TYPE, id, count: 99, bytes: PAGE_BYTES });
    expect(versions).toEqual(all.toReversed());
  });

  it('lists versions page by page, each once', async () => {
    if (!store.capabilities(TYPE).history) return;
    let last = await created();
    const all = [last.versionId];
    for (let n = 0; n < 6; n += 1)
      all.push((last = await write(draft(`${n}`, { id: last.id }), last.versionId)).versionId);
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await store.history({
        type: TYPE,
        id: last.id,
        count: 3,
        bytes: PAGE_BYTES,
        ...(cursor && { cursor }),
      });
      expect(page.total).toBe(7);
      seen.push(...page.versions.map(({ versionId }) => versionId));
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(seen).toEqual(all.toReversed());
  });

  it('compares what is expected as text', async () => {
    const first = await created();
    const { id } = first;
    const second = await write(draft('b', { id }), first.versionId);
    const near = [
      first.versionId,
      `0${second.versionId}`,
      `${second.versionId} `,
      second.versionId.toUpperCase() + 'X',
    ];
    for (const expected of [...near, null]) {
      await expect(write(draft('c', { id }), expected)).rejects.toEqual(new StaleWriteError(TYPE, id, expected));
    }
    expect(await store.read(TYPE, id)).toEqual(second);
  });

  it('passes on why a resource cannot be kept, and renders no deletion', async () => {
    const first = await created();
    const tooLarge = new Error('too large');
    const refuse = (): string => {
      throw tooLarge;
    };
    await expect(write(draft('b', { id: first.id, render: refuse }), first.versionId)).rejects.toBe(tooLarge);
    expect(await store.read(TYPE, first.id)).toEqual(first);
    const second = await write(draft('b', { id: first.id }), first.versionId);
    const render = jest.fn(() => '{}');
    await expect(write(draft(null, { id: first.id, render }), second.versionId)).resolves.toMatchObject({ json: null });
    expect(render).not.toHaveBeenCalled();
  });

  it('gives an id where it said that it does, another one each time, and else asks for one', async () => {
    const without = () => write(draft('a', { interaction: 'create' }), null);
    if (store.capabilities(TYPE).ids === 'client') {
      await expect(without()).rejects.toThrow('does not give ids');
      return;
    }
    const failed = store.transaction(async (unit) => {
      await unit.write(draft('a', { interaction: 'create' }), null);
      throw new Error('taken back');
    });
    await expect(failed).rejects.toThrow('taken back');
    const ids = (await Promise.all(Array.from({ length: 20 }, without))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(20);
  });
}
