import { OF_UPKEEP, withRetries } from './retry';
import { SqlFaultError, type SqlFault } from './sql-database';

/** Fails with the given faults in order, then succeeds; counts its runs. */
function failing(...faults: SqlFault[]) {
  const left = [...faults];
  return jest.fn(async () => {
    const fault = left.shift();
    if (fault) throw new SqlFaultError(fault, new Error(fault));
    return 'done';
  });
}

describe('withRetries', () => {
  const again = jest.fn();
  beforeEach(() => again.mockClear());

  it('retries after a conflict with another transaction', async () => {
    const work = failing('contention', 'contention');
    await expect(withRetries(work, again)).resolves.toBe('done');
    expect(work).toHaveBeenCalledTimes(3);
    expect(again).toHaveBeenCalledTimes(2);
  });

  it('stops after five tries: unavailable', async () => {
    const work = failing(...Array<SqlFault>(9).fill('contention'));
    await expect(withRetries(work, again)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('locked'),
    });
    expect(work).toHaveBeenCalledTimes(5);
    expect(again).toHaveBeenCalledTimes(4);
  });

  it('starts no attempt after five seconds, however few there were', async () => {
    jest.useFakeTimers();
    try {
      const work = jest.fn(async () => {
        jest.advanceTimersByTime(3_000);
        throw new SqlFaultError('contention', new Error('locked'));
      });
      const failed = expect(withRetries(work, again)).rejects.toMatchObject({
        kind: 'unavailable',
        message: expect.stringContaining('2 tries'),
      });
      await jest.runAllTimersAsync();
      await failed;
      expect(work).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('retries background work for minutes, however long each attempt takes', async () => {
    jest.useFakeTimers();
    try {
      const work = jest.fn(async () => {
        jest.advanceTimersByTime(60_000);
        throw new SqlFaultError('contention', new Error('locked'));
      });
      const failed = expect(withRetries(work, again, OF_UPKEEP)).rejects.toMatchObject({ kind: 'unavailable' });
      await jest.runAllTimersAsync();
      await failed;
      expect(work).toHaveBeenCalledTimes(5);
      const soon = withRetries(failing(...Array<SqlFault>(20).fill('contention')), again, OF_UPKEEP);
      await jest.runAllTimersAsync();
      await expect(soon).resolves.toBe('done');
    } finally {
      jest.useRealTimers();
    }
  });

  it.each<[SqlFault, string]>([
    ['locked', 'Another program has kept the database locked for too long'],
    ['full', 'The disk of the database is full'],
    ['gone', 'The file of the database was deleted or replaced while the server ran'],
  ])('reports at once that the database is %s', async (fault, message) => {
    const work = failing(fault);
    await expect(withRetries(work, again)).rejects.toMatchObject({ kind: 'unavailable', message });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('does not repeat what the database did not answer, because it may have been done', async () => {
    const work = failing('unavailable');
    await expect(withRetries(work, again)).rejects.toMatchObject({
      kind: 'unavailable',
      issues: [{ hint: 'Nothing is wrong with the request: send it again in a few seconds' }],
    });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it.each([new Error('of the caller'), new SqlFaultError('duplicate-key', new Error('key'))])(
    'passes %s through',
    async (error) => {
      const work = jest.fn(() => Promise.reject(error));
      await expect(withRetries(work, again)).rejects.toBe(error);
      expect(work).toHaveBeenCalledTimes(1);
    },
  );
});
