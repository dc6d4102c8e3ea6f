import { KeyedQueue, LONGEST_WAIT_MS } from './keyed-queue';

describe('KeyedQueue', () => {
  it('runs tasks of one key in order, one at a time', async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} starts`);
      await new Promise(setImmediate);
      log.push(`${name} ends`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => queue.run('key', task(name))));
    expect(log).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} starts`, `${name} ends`]));
  });

  it('lets different keys overlap', async () => {
    const queue = new KeyedQueue();
    let release = (): void => undefined;
    const held = queue.run('one', () => new Promise<void>((resolve) => (release = resolve)));
    await expect(queue.run('two', () => Promise.resolve('free'))).resolves.toBe('free');
    release();
    await held;
  });

  it('lets one that comes later wait for all that are ahead, also when the first of them is done', async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    let release = (): void => undefined;
    const first = queue.run('key', () => Promise.resolve());
    const second = queue.run('key', () => new Promise<void>((resolve) => (release = resolve)));
    await first;
    const third = queue.run('key', async () => void log.push('third starts'));
    await new Promise(setImmediate);
    expect(log).toEqual([]);
    release();
    await Promise.all([second, third]);
    expect(log).toEqual(['third starts']);
  });

  it('lets nobody wait too long, and begins nothing of those who gave up', async () => {
    jest.useFakeTimers();
    try {
      const queue = new KeyedQueue();
      const log: string[] = [];
      let release = (): void => undefined;
      const first = queue.run('Organization/1', () => new Promise<void>((resolve) => (release = resolve)));
      const waiting = ['second', 'third'].map((name) => queue.run('Organization/1', async () => void log.push(name)));
      const outcomes = Promise.allSettled(waiting);
      await jest.advanceTimersByTimeAsync(LONGEST_WAIT_MS);
      for (const outcome of await outcomes) {
        expect(outcome).toMatchObject({
          reason: { kind: 'unavailable', message: 'Other writes to Organization/1 did not finish in time' },
        });
      }
      const last = queue.run('Organization/1', async () => void log.push('last'));
      await jest.advanceTimersByTimeAsync(1);
      expect(log).toEqual([]);
      release();
      await Promise.all([first, last]);
      expect(log).toEqual(['last']);
      expect([queue.size, jest.getTimerCount()]).toEqual([0, 0]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('goes on after a failure, which only its caller sees', async () => {
    const queue = new KeyedQueue();
    const failed = queue.run('key', () => Promise.reject(new Error('mine')));
    const next = queue.run('key', () => Promise.resolve('next'));
    await expect(failed).rejects.toThrow('mine');
    await expect(next).resolves.toBe('next');
  });

  it('keeps nothing once all is done', async () => {
    const queue = new KeyedQueue();
    await Promise.all([1, 2, 3].map((n) => queue.run(`key ${n % 2}`, () => Promise.resolve(n))));
    expect(queue.size).toBe(0);
  });
});
