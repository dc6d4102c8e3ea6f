import { FairMutex, type Release } from './fair-mutex';

const LONG = 60_000;

describe('FairMutex', () => {
  it('admits one at a time, in the order of their requests', async () => {
    const mutex = new FairMutex();
    const log: string[] = [];
    const hold = async (name: string): Promise<void> => {
      const release = (await mutex.acquire(LONG)) as Release;
      log.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} out`);
      release();
    };
    await Promise.all(['a', 'b', 'c'].map(hold));
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('hands over to the next in line before a newcomer can come in', async () => {
    const mutex = new FairMutex();
    const release = (await mutex.acquire(LONG)) as Release;
    const next = mutex.acquire(LONG);
    release();
    const newcomer = mutex.acquire(1);
    expect(mutex.load).toEqual({ busy: 1, waiting: 1 });
    expect(await newcomer).toBeUndefined();
    ((await next) as Release)();
    expect(mutex.load).toEqual({ busy: 0, waiting: 0 });
  });

  it('gives up a wait that is too long, without delaying the others', async () => {
    const mutex = new FairMutex();
    const release = (await mutex.acquire(LONG)) as Release;
    const impatient = mutex.acquire(1);
    const patient = mutex.acquire(LONG);
    expect(await impatient).toBeUndefined();
    release();
    const second = (await patient) as Release;
    second();
    expect(await mutex.acquire(1)).toBeDefined();
  });
});
