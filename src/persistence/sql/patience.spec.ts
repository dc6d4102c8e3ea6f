import { parseDatabaseUrl, type ServerAddress } from '../database-url';
import { FairMutex, type Release } from './fair-mutex';
import { MysqlDatabase } from './mysql-database';
import { answer } from './mysql-statements';
import { DEFAULT_LIMITS } from '../limits';
import { patience } from './patience';

const LIMIT_MS = DEFAULT_LIMITS.acquireTimeoutMs;

/** A pause, however long: the timers that were set before are run, and after them what arrived meanwhile. */
const pause = (): void => jest.runOnlyPendingTimers();

describe('a wait', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ends after its time, once', () => {
    const end = jest.fn();
    patience(1_000, end);
    jest.advanceTimersByTime(999);
    expect(end).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(end).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([0, 300, 900])('that is over after %i ms does not end later', (ms) => {
    const end = jest.fn();
    const over = patience(1_000, end);
    jest.advanceTimersByTime(ms);
    over();
    jest.runAllTimers();
    expect(end).not.toHaveBeenCalled();
  });

  interface Wait {
    readonly what: string;
    /** Begins to wait. @returns the wait, and what it waits for */
    readonly begin: () => Promise<readonly [waiting: Promise<unknown>, arrive: () => void]>;
  }
  const waits: readonly Wait[] = [
    {
      what: 'for the turn to write',
      begin: async () => {
        const mutex = new FairMutex();
        const release = (await mutex.acquire(LIMIT_MS)) as Release;
        return [mutex.acquire(LIMIT_MS), release];
      },
    },
    {
      what: 'for a connection',
      begin: async () => {
        const database = new MysqlDatabase(parseDatabaseUrl('mariadb://me@nowhere/ror') as ServerAddress, 1, DEFAULT_LIMITS); // prettier-ignore
        let arrive = (): void => undefined;
        const connection = { query: (_: unknown, done: (error: null, rows: unknown) => void) => done(null, []), release: () => undefined }; // prettier-ignore
        const getConnection = (taken: (error: null, connection: unknown) => void): void => {
          arrive = () => taken(null, connection);
        };
        Object.assign((database as unknown as { pool: object }).pool, { getConnection });
        return [database.rows('SELECT 1', []), () => arrive()];
      },
    },
    {
      what: 'for an answer',
      begin: async () => {
        let arrive = (): void => undefined;
        return [answer(LIMIT_MS, (done) => (arrive = () => done(null, 'here'))), () => arrive()];
      },
    },
  ];

  it.each(waits)('$what is not ended by a pause of the process', async ({ begin }) => {
    const [waiting, arrive] = await begin();
    pause();
    arrive();
    expect(await waiting).toBeDefined();
    expect(jest.getTimerCount()).toBe(0);
  });
});
