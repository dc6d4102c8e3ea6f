import { StaleWriteError, type StoredVersion } from '../../fhir';
import { GroupCommit, type ReadyUnit } from './group-commit';
import type { LateWrite } from './late-writes';
import { SqlFaultError, type SqlDatabase, type SqlStatement } from './sql-database';

/** What a statement does: nothing special, or it fails; `held` ones wait until `free` is called. */
type Script = (what: string) => Error | 'held' | 'other' | undefined;

/** Writes a current version; its id is the seventh value. */
const WRITE = /^(?:UPDATE|INSERT INTO) fhir_resource (?:SET|\(version)/;

/** A database that logs what is sent, a round trip a line. */
function scripted(script: Script = () => undefined) {
  const log: string[] = [];
  let free: () => void = () => undefined;
  const say = async (statements: readonly SqlStatement[], end = ''): Promise<number[]> => {
    const told = statements.map(({ sql, values }) =>
      WRITE.test(sql) ? `WRITE ${String(values[6])}` : sql.slice(0, 6),
    );
    log.push([...told, ...(end ? [end] : [])].join(' '));
    const rows: number[] = [];
    for (const what of end ? [...told, end] : told) {
      const fate = script(what);
      if (fate instanceof Error) throw fate;
      if (fate === 'held') await new Promise<void>((resolve) => (free = resolve));
      rows.push(fate === 'other' ? 0 : 1);
    }
    return rows;
  };
  const database = {
    isSqlite: false,
    begin: async () => ({
      isSqlite: false,
      rows: async () => [],
      guard: async () => undefined,
      run: async (sql: string, values: SqlStatement['values']) => (await say([{ sql, values }]))[0]!,
      runEach: say,
      runAll: async (statements: readonly SqlStatement[]) => void (await say(statements)),
      commit: async (last: readonly SqlStatement[] = []) => void (await say(last, 'COMMIT')),
      rollback: async () => void log.push('ROLLBACK'),
    }),
  } as unknown as SqlDatabase;
  return { log, group: new GroupCommit(database), free: () => free() };
}

function change(id: string, length = 2, before = 1): LateWrite {
  const json = '1'.repeat(length);
  const version: StoredVersion = { type: 'Organization', id, versionId: String(before + 1), lastUpdated: new Date(0), interaction: 'update', json }; // prettier-ignore
  return { version, before, index: undefined, counts: 0 };
}

const unit = (write: LateWrite, more: Partial<ReadyUnit> = {}): ReadyUnit => ({
  writes: [write],
  statements: [],
  isTooLate: () => false,
  ...more,
});

const fault = (kind: ConstructorParameters<typeof SqlFaultError>[0]) => new SqlFaultError(kind, new Error(kind));
const KEEPS = 'INSERT';

describe('a group of units', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('is committed in one transaction, in the order of the keys', async () => {
    const { log, group } = scripted();
    const done = await Promise.all(['b', 'c', 'a'].map((id) => group.commit(unit(change(id)))));
    expect(done).toEqual([true, true, true]);
    expect(log).toEqual(['WRITE a WRITE b WRITE c', `${KEEPS} COMMIT`]);
  });

  it('runs the statements of its units, and one that they share once', async () => {
    const { log, group } = scripted();
    const shared = { sql: 'SHARED', values: [] };
    const own = () => ({ sql: 'EQUAL ', values: [] });
    await Promise.all(['a', 'b'].map((id) => group.commit(unit(change(id), { statements: [shared, own()] }))));
    expect(log[1]).toBe(`${KEEPS} SHARED EQUAL  EQUAL  COMMIT`);
  });

  it.each([
    ['the same resource twice', [change('a'), change('a')], 2],
    ['resources of the same id, but of two types', [change('a'), { ...change('a'), version: { ...change('a').version, type: 'Location' } }], 1],
    ['more than eight', Array.from({ length: 9 }, (_, n) => change(`r${n}`)), 2],
    ['eight', Array.from({ length: 8 }, (_, n) => change(`r${n}`)), 1],
    ['too many characters', [change('a', 100_001), change('b', 100_000)], 2],
    ['just not too many', [change('a', 100_000), change('b', 100_000)], 1],
  ])('of %s', async (_, writes, transactions) => {
    const { log, group } = scripted();
    const done = await Promise.all(writes.map((write) => group.commit(unit(write))));
    expect(done).not.toContain(false);
    jest.advanceTimersByTime(10);
    await new Promise(setImmediate);
    expect(log.filter((line) => line.endsWith('COMMIT'))).toHaveLength(transactions);
  }); // prettier-ignore

  it('grows while the one before it is being committed', async () => {
    const { log, group, free } = scripted((what) => (what === 'WRITE a' ? 'held' : undefined));
    const first = group.commit(unit(change('a')));
    await new Promise(setImmediate);
    const others = [group.commit(unit(change('b')))];
    await new Promise(setImmediate);
    others.push(group.commit(unit(change('c'))));
    await new Promise(setImmediate);
    expect(log).toEqual(['WRITE a']);
    free();
    await Promise.all([first, ...others]);
    expect(log).toEqual(['WRITE a', `${KEEPS} COMMIT`, 'WRITE b WRITE c', `${KEEPS} COMMIT`]);
  });

  it('waits no longer than 4 ms for one that waits for a lock', async () => {
    const { log, group, free } = scripted((what) => (what === 'WRITE a' ? 'held' : undefined));
    const first = group.commit(unit(change('a')));
    await new Promise(setImmediate);
    const second = group.commit(unit(change('b')));
    await new Promise(setImmediate);
    jest.advanceTimersByTime(3);
    await new Promise(setImmediate);
    expect(log).toEqual(['WRITE a']);
    jest.advanceTimersByTime(1);
    expect(await second).toBe(true);
    expect(log).toEqual(['WRITE a', 'WRITE b', `${KEEPS} COMMIT`]);
    free();
    expect(await first).toBe(true);
  });

  const STALE = new StaleWriteError('Organization', 'b', '1');
  it.each([
    ['a resource is at another version', 'WRITE b', 'other' as const],
    ['another transaction is in the way', 'WRITE b', fault('contention')],
    ['a resource was created meanwhile', 'WRITE b', fault('duplicate-key')],
    ['a note has changed', 'COMMIT', fault('refuted')],
    ['a row is already there', 'COMMIT', fault('duplicate-key')],
  ])('is committed one by one when %s', async (_, where, fate) => {
    const { log, group } = scripted((what) => (what === where ? fate : undefined));
    const done = await Promise.all([
      group.commit(unit(change('a'))),
      group.commit(unit(change('b', 2, fate instanceof SqlFaultError && fate.fault === 'duplicate-key' ? 0 : 1))),
    ]).catch((error: unknown) => error);
    expect(done).toEqual([false, false]);
    expect(log.filter((line) => line === 'ROLLBACK')).toHaveLength(where === 'COMMIT' ? 0 : 1);
  });

  it.each([
    ['a resource is at another version', 'other' as const, STALE],
    ['another transaction is in the way', fault('contention'), fault('contention')],
  ])('of one fails when %s', async (_, fate, reason) => {
    const { group } = scripted((what) => (what === 'WRITE b' ? fate : undefined));
    await expect(group.commit(unit(change('b')))).rejects.toEqual(reason);
  });

  it.each(['unavailable', 'full', 'too-slow'] as const)('fails for all when the database is %s', async (kind) => {
    const { log, group } = scripted((what) => (what === 'COMMIT' ? fault(kind) : undefined));
    const ends = await Promise.allSettled(['a', 'b'].map((id) => group.commit(unit(change(id)))));
    expect(ends).toEqual(Array(2).fill({ status: 'rejected', reason: fault(kind) }));
    expect(log.filter((line) => line.endsWith('COMMIT'))).toHaveLength(1);
  });

  it('is not committed once one of its units must not be any more', async () => {
    const { log, group } = scripted();
    const units = [unit(change('a')), unit(change('b'), { isTooLate: () => true })];
    expect(await Promise.all(units.map((each) => group.commit(each)))).toEqual([false, false]);
    expect(log).toEqual(['WRITE a WRITE b', 'ROLLBACK']);
  });

  it('goes on after a failure', async () => {
    let isDown = true;
    const { log, group } = scripted((what) => (what === 'COMMIT' && isDown ? fault('unavailable') : undefined));
    await expect(group.commit(unit(change('a')))).rejects.toEqual(fault('unavailable'));
    isDown = false;
    expect(await group.commit(unit(change('a')))).toBe(true);
    expect(log).toHaveLength(4);
  });
});
