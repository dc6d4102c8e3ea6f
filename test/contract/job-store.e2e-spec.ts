import type { JobChunk, JobClaim, JobStore } from '../../src/fhir';
import { MemoryResourceStore } from '../../src/persistence';
import { databases } from '../support/databases';
import { openSqlStore } from './open-sql-store';

const stores = [
  { name: 'memory', open: async () => ({ jobs: new MemoryResourceStore().jobs, close: async () => undefined }) },
  ...databases.map(({ name, createMigrated }) => ({
    name,
    open: async () => {
      const { url, drop } = await createMigrated();
      const { store, close } = await openSqlStore({ url });
      return { jobs: store.jobs!, close: () => close().then(drop) };
    },
  })),
];

const job = (id: string, createdAt = 1) => ({ id, operation: '$export', asked: `what ${id} asks`, createdAt });
const chunk = (file: number, sequence: number, text: string): JobChunk => ({ file, sequence, body: Buffer.from(text) });
const step = (position: string, more = {}) => ({ position, progress: `at ${position}`, chunks: [], ...more });
const textOf = (body: Uint8Array | undefined) => body && Buffer.from(body).toString();

describe.each(stores)('jobs of a store on $name', ({ open }) => {
  let jobs: JobStore;
  let close: () => Promise<unknown>;
  beforeEach(async () => ({ jobs, close } = await open()));
  afterEach(() => close());

  const claimed = async (id: string, token = 't', now = 10, until = 20): Promise<JobClaim> => {
    await jobs.add(job(id), 10);
    expect(await jobs.claim(token, now, until)).toMatchObject({ id });
    return { id, token };
  };

  it('are stored as they were requested', async () => {
    expect(await jobs.add({ ...job('a'), owner: 'o' }, 10)).toBe(true);
    expect(await jobs.find('a')).toEqual({ ...job('a'), owner: 'o', state: 'waiting', progress: '', attempts: 0 });
    expect(await jobs.find('b')).toBeUndefined();
  });

  it('are limited in number', async () => {
    await claimed('a');
    expect(await jobs.add(job('b'), 2)).toBe(true);
    expect(await jobs.add(job('c'), 2)).toBe(false);
    await jobs.end({ id: 'a', token: 't' }, { state: 'done', result: '', expiresAt: 99 });
    expect(await jobs.add(job('c'), 2)).toBe(true);
  });

  it('are limited in number per owner', async () => {
    expect(await jobs.add({ ...job('a'), owner: 'o' }, 10, 1)).toBe(true);
    expect(await jobs.add({ ...job('b'), owner: 'o' }, 10, 1)).toBe(false);
    expect(await jobs.add({ ...job('b'), owner: 'other' }, 10, 1)).toBe(true);
    expect(await jobs.add(job('c'), 10, 1)).toBe(true);
    expect(await jobs.add(job('d'), 10, 1)).toBe(true);
  });

  it('are claimed in the order of their requests, each once', async () => {
    for (const [id, at] of [['b', 2], ['a', 3], ['c', 1]] as const) await jobs.add(job(id, at), 10); // prettier-ignore
    const claims = await Promise.all(['x', 'y', 'z', 'none'].map((token) => jobs.claim(token, 10, 20)));
    expect(claims.flatMap((each) => each?.id ?? []).sort()).toEqual(['a', 'b', 'c']);
    expect(await jobs.claim('late', 20, 30)).toBeUndefined();
  });

  it('are claimed by operation', async () => {
    for (const operation of ['$one', '$two', '$three']) await jobs.add({ ...job(operation, 1), operation }, 10);
    const claim = async (operations: string[], others = false) =>
      (await jobs.claim(operations.join(), 10, 20, { operations, ...(others && { others }) }))?.operation;
    expect(await claim(['$two'])).toBe('$two');
    expect(await claim(['$two'])).toBeUndefined();
    expect(await claim(['$one', '$two'], true)).toBe('$three');
    expect(await claim(['$one', '$two'], true)).toBeUndefined();
    expect(await jobs.claim('any', 10, 20)).toMatchObject({ operation: '$one' });
  });

  it('go to another worker when a claim has expired, and the first worker has lost them', async () => {
    const first = await claimed('a', 'first', 10, 20);
    await jobs.advance(first, step('one'), 30);
    expect(await jobs.claim('second', 30, 40)).toBeUndefined();
    expect(await jobs.renew(first, 50)).toBe(true);
    expect(await jobs.claim('second', 50, 60)).toBeUndefined();
    expect(await jobs.claim('second', 51, 60)).toMatchObject({ id: 'a', position: 'one', attempts: 1 });
    expect(await jobs.renew(first, 99)).toBe(false);
    expect(await jobs.advance(first, step('two', { chunks: [chunk(0, 0, 'x')] }), 99)).toBe(false);
    expect(await jobs.end(first, { state: 'done', result: '', expiresAt: 99 })).toBe(false);
    expect(await jobs.release(first)).toBe(false);
    expect(await jobs.chunk('a', 0, 0)).toBeUndefined();
    expect(await jobs.find('a')).toMatchObject({ position: 'one', progress: 'at one' });
  });

  it('count the claims since the last progress', async () => {
    await claimed('a', 'one', 10, 20);
    expect(await jobs.claim('two', 21, 30)).toMatchObject({ attempts: 2 });
    await jobs.advance({ id: 'a', token: 'two' }, step('here'), 40);
    await jobs.release({ id: 'a', token: 'two' });
    expect(await jobs.claim('three', 22, 50)).toMatchObject({ attempts: 1 });
  });

  it('keep the pieces of their files byte by byte', async () => {
    const claim = await claimed('a');
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    await jobs.advance(claim, step('1', { chunks: [chunk(0, 0, 'é'), { file: 1, sequence: 3, body: bytes }] }), 30);
    await jobs.advance(claim, step('2', { chunks: [chunk(0, 1, 'second')] }), 30);
    expect(textOf(await jobs.chunk('a', 0, 0))).toBe('é');
    expect(textOf(await jobs.chunk('a', 0, 1))).toBe('second');
    expect(Buffer.from((await jobs.chunk('a', 1, 3))!).equals(bytes)).toBe(true);
    expect(await jobs.chunk('a', 0, 2)).toBeUndefined();
    expect(await jobs.stored()).toBe(2 + 6 + 256);
  });

  it('keep each id in the round in which it was found first', async () => {
    const claim = await claimed('a');
    const found = (round: number, ...ids: string[]) => ({ items: [{ type: 'Organization', round, ids }] });
    await jobs.advance(claim, step('1', found(0, 'c', 'a', 'c', 'B')), 30);
    await jobs.advance(claim, step('2', found(1, 'a', 'd', 'b')), 30);
    const of = (round: number, after = '', count = 10) => jobs.items('a', 'Organization', round, after, count);
    expect(await of(0)).toEqual(['B', 'a', 'c']);
    expect(await of(1)).toEqual(['b', 'd']);
    expect(await of(0, 'B', 1)).toEqual(['a']);
    expect(await jobs.items('a', 'Location', 0, '', 10)).toEqual([]);
  });

  it('are gone once cancelled, even while somebody works on them', async () => {
    const claim = await claimed('a');
    await jobs.advance(
      claim,
      step('1', { chunks: [chunk(0, 0, 'x')], items: [{ type: 'T', round: 0, ids: ['1'] }] }),
      30,
    );
    expect(await jobs.cancel('a')).toBe(true);
    expect(await jobs.cancel('a')).toBe(false);
    expect(await jobs.find('a')).toBeUndefined();
    expect(await jobs.advance(claim, step('2'), 30)).toBe(false);
    expect(await jobs.claim('other', 99, 100)).toBeUndefined();
    await jobs.sweep(0, 0);
    expect(await jobs.chunk('a', 0, 0)).toBeUndefined();
    expect(await jobs.items('a', 'T', 0, '', 10)).toEqual([]);
    expect(await jobs.stored()).toBe(0);
  });

  it('lose their files when they expire, and are removed later', async () => {
    const claim = await claimed('a');
    const chunks = Array.from({ length: 40 }, (_, n) => chunk(0, n, 'x'));
    await jobs.advance(claim, step('1', { chunks, items: [{ type: 'T', round: 0, ids: ['1', '2'] }] }), 30);
    await jobs.end(claim, { state: 'done', result: 'what came of it', expiresAt: 100 });
    await jobs.sweep(99, 0);
    expect(await jobs.find('a')).toMatchObject({ state: 'done', result: 'what came of it', expiresAt: 100 });
    await jobs.sweep(100, 99);
    expect(await jobs.find('a')).toMatchObject({ state: 'expired' });
    expect(await jobs.chunk('a', 0, 39)).toBeUndefined();
    expect(await jobs.items('a', 'T', 0, '', 10)).toEqual([]);
    expect(await jobs.stored()).toBe(0);
    await jobs.sweep(200, 100);
    expect(await jobs.find('a')).toBeUndefined();
  });
});
