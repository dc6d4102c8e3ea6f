import type { Change, IndexChange, TokenEntry, IndexedReference, StoredVersion } from '../../fhir';
import type { GroupCommit } from './group-commit';
import { SqlFaultError, type SqlDatabase, type SqlFault } from './sql-database';
import { SqlResourceStore } from './sql-resource-store';
import { SqlUnitOfWork } from './sql-unit-of-work';
import { draftOf } from '../../../test/support/draft-of';

const version: StoredVersion = {
  type: 'Organization',
  id: 'a',
  versionId: '2',
  lastUpdated: new Date(0),
  interaction: 'update',
  json: '{}',
};

/** A database that logs its statements, and fails where `failure` says so. */
function scripted(failure: (statement: string) => SqlFault | Error | undefined) {
  const log: string[] = [];
  const together: string[][] = [];
  const say = async (statement: string): Promise<void> => {
    log.push(statement);
    const fault = failure(statement);
    if (fault) throw fault instanceof Error ? fault : new SqlFaultError(fault, new Error(fault));
  };
  const rows = async (sql: string) => say(sql.slice(0, 6)).then(() => []);
  const database: SqlDatabase = {
    isSqlite: false,
    rows,
    begin: async () => {
      await say('BEGIN');
      return {
        isSqlite: false,
        rows,
        guard: (guards) => say(`guard ${guards.length}`),
        run: async (sql) => say(sql.slice(0, 6)).then(() => 1),
        runAll: async (all) => {
          together.push(all.map(({ sql }) => sql.slice(0, 6)));
          for (const { sql } of all) await say(sql.slice(0, 6));
        },
        commit: async (last = []) => {
          together.push([...last.map(({ sql }) => sql.slice(0, 6)), 'COMMIT']);
          try {
            for (const { sql } of last) await say(sql.slice(0, 6));
          } catch (error) {
            log.push('ROLLBACK');
            throw error;
          }
          await say('COMMIT');
        },
        rollback: () => say('ROLLBACK'),
      };
    },
    check: () => say('CHECK'),
    load: () => ({ connections: 1, busy: 0, waiting: 0 }),
    close: async () => undefined,
  };
  return { log, together, database, store: new SqlResourceStore(database) };
}

/** Fails only the first time a statement is seen. */
const once = (statement: string, fault: SqlFault) => {
  let pending = true;
  return (seen: string): SqlFault | undefined => {
    if (!pending || seen !== statement) return undefined;
    pending = false;
    return fault;
  };
};

const A: TokenEntry = { kind: 'token', code: 'identifier', system: 'http://a', value: '1' };
const B: TokenEntry = { kind: 'token', code: 'identifier', system: 'http://b', value: '1' };
const R: IndexedReference = { type: 'Location', id: 'a', path: 'HealthcareService.location' };

const WRITE = ['BEGIN', 'UPDATE', 'INSERT', 'COMMIT'];

describe('SqlResourceStore.transaction', () => {
  it('sends everything that belongs to a version in the round trip of the COMMIT, however much is indexed', async () => {
    const { together, store } = scripted(() => undefined);
    const change = { entries: { added: [B], removed: [A] }, references: { added: [R], removed: [] } };
    await store.transaction((unit) => unit.write(draftOf(version), '1', change));
    expect(together).toEqual([['INSERT', 'DELETE', 'REPLAC', 'REPLAC', 'COMMIT']]);
  });

  it.each([
    ['commits', 'a write that did not take too long', 60_000, true, undefined],
    ['does not commit', 'one that did', -1, true, 'unavailable'],
    ['commits', 'what has written nothing, however long it took', -1, false, undefined],
  ])('%s %s', async (_, __, longestMs, writes, refusal) => {
    const { log, database } = scripted(() => undefined);
    const unit = new SqlUnitOfWork(database, {}, undefined, longestMs);
    if (writes) await unit.write(draftOf(version), '1');
    else await unit.rows('SELECT 1', []);
    if (refusal) await expect(unit.commit()).rejects.toMatchObject({ kind: refusal });
    else await unit.commit();
    expect(log.includes('COMMIT')).toBe(refusal === undefined);
  });

  it('does not commit one alone that took too long in a group', async () => {
    const { log, database } = scripted(() => undefined);
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const group = { commit: async () => (clock.mockReturnValue(60_000), false) } as unknown as GroupCommit;
    const unit = new SqlUnitOfWork(database, { joins: true }, group, 59_999);
    await unit.write(draftOf(version), '1');
    await expect(unit.commit()).rejects.toMatchObject({ kind: 'unavailable' });
    clock.mockRestore();
    expect(log).toEqual([]);
  });

  it('opens the transaction with the first write', async () => {
    const { log, store } = scripted(() => undefined);
    await store.transaction(async (unit) => {
      await unit.read('Organization', 'a');
      await unit.write(draftOf(version), '1');
    });
    expect(log).toEqual(['SELECT', ...WRITE]);
  });

  const NO_CHANGE = { added: [], removed: [] };
  const identifiers = (change: Change<TokenEntry>): IndexChange => ({
    entries: change,
    references: NO_CHANGE,
  });
  const references = (change: Change<IndexedReference>): IndexChange => ({
    entries: NO_CHANGE,
    references: change,
  });
  const many = (count: number): IndexedReference[] => Array.from({ length: count }, (_, n) => ({ ...R, id: `${n}` }));

  it.each<[string, IndexChange | undefined, string[]]>([
    ['nothing for an index that stays', undefined, []],
    ['nothing for a change that is empty', identifiers(NO_CHANGE), []],
    ['one statement for an identifier that comes', identifiers({ added: [A], removed: [] }), ['REPLAC']],
    ['one statement for one that goes', identifiers({ added: [], removed: [A] }), ['DELETE']],
    ['one statement for one that comes twice', identifiers({ added: [A, A], removed: [] }), ['REPLAC']],
    ['removals first, in one statement', identifiers({ added: [A], removed: [B, A] }), ['DELETE', 'REPLAC']],
    ['one statement for a reference that comes twice', references({ added: [R, R], removed: [] }), ['REPLAC']],
    ['two for a reference that changes', references({ added: [R], removed: many(1) }), ['DELETE', 'REPLAC']],
    ['few for many references', references({ added: many(150), removed: [] }), Array<string>(4).fill('REPLAC')],
  ])('sends %s', async (_, change, statements) => {
    const { log, store } = scripted(() => undefined);
    await store.transaction((unit) => unit.write(draftOf(version), '1', change));
    expect(log).toEqual(['BEGIN', 'UPDATE', 'INSERT', ...statements, 'COMMIT']);
  });

  it('sends what belongs to a version before any later statement', async () => {
    const { log, store } = scripted(() => undefined);
    await store.transaction(async (unit) => {
      await unit.write(draftOf(version), '1', identifiers({ added: [A], removed: [] }));
      await unit.referrers('Location', 'a', 1);
      await unit.write(draftOf(version), '2');
    });
    expect(log).toEqual(['BEGIN', 'UPDATE', 'INSERT', 'REPLAC', 'guard 16', 'SELECT', 'UPDATE', 'INSERT', 'COMMIT']);
  });

  it('sends many statements in several round trips, the last of which commits', async () => {
    const { log, together, store } = scripted(() => undefined);
    await store.transaction((unit) => unit.write(draftOf(version), '1', references({ added: [], removed: many(80) })));
    expect(together.map(({ length }) => length)).toEqual([32, 17, 33]);
    expect(log).toEqual(['BEGIN', 'UPDATE', 'INSERT', ...Array<string>(80).fill('DELETE'), 'COMMIT']);
  });

  it('sends one statement for the references of a deleted resource', async () => {
    const { log, store } = scripted(() => undefined);
    const change = references({ added: [], removed: many(9) });
    await store.transaction((unit) => unit.write(draftOf({ ...version, json: null }), '1', change));
    // The second one counts the resources of the type.
    expect(log).toEqual(['BEGIN', 'UPDATE', 'UPDATE', 'INSERT', 'DELETE', 'COMMIT']);
  });

  it('locks targets, each once, before it looks for them', async () => {
    const { log, store } = scripted(() => undefined);
    await store.transaction((unit) => unit.missing([R, ...many(2), { type: R.type, id: R.id }]));
    expect(log).toEqual(['BEGIN', 'guard 3', 'SELECT', 'COMMIT']);
  });

  it('locks a resource exclusively before it looks for referrers', async () => {
    const { log, store } = scripted(() => undefined);
    await store.transaction((unit) => unit.referrers('Organization', 'a', 10));
    expect(log).toEqual(['BEGIN', 'guard 16', 'SELECT', 'COMMIT']);
  });

  it('locks nothing twice', async () => {
    const { log, store } = scripted(() => undefined);
    const key = { type: 'Organization', id: 'a' };
    await store.transaction(async (unit) => {
      await unit.hold('shared', [key]);
      await unit.hold('shared', [key]);
      await unit.hold('exclusive', [key]);
      await unit.hold('exclusive', [key]);
      await unit.missing([key]);
      await unit.hold('shared', []);
    });
    expect(log).toEqual(['BEGIN', 'guard 1', 'guard 15', 'SELECT', 'COMMIT']);
  });

  it('sends nothing when there is nothing to do', async () => {
    const { log, store } = scripted(() => undefined);
    await store.transaction((unit) => unit.missing([]));
    expect(log).toEqual([]);
  });

  it('opens none when nothing is written', async () => {
    const { log, store } = scripted(() => undefined);
    await store.transaction((unit) => unit.read('Organization', 'a'));
    expect(log).toEqual(['SELECT']);
  });

  it.each([
    ['UPDATE', ['BEGIN', 'UPDATE', 'ROLLBACK', ...WRITE]],
    ['INSERT', ['BEGIN', 'UPDATE', 'INSERT', 'ROLLBACK', ...WRITE]],
    ['BEGIN', ['BEGIN', ...WRITE]],
    ['COMMIT', [...WRITE, ...WRITE]],
  ])('runs all of the work again after a deadlock at %s', async (statement, statements) => {
    const { log, store } = scripted(once(statement, 'contention'));
    await store.transaction((unit) => unit.write(draftOf(version), '1'));
    expect(log).toEqual(statements);
  });

  it('also runs again when the work has caught the deadlock, because its transaction is gone', async () => {
    const { log, store } = scripted(once('UPDATE', 'contention'));
    await store.transaction(async (unit) => {
      await unit.write(draftOf(version), '1').catch(() => undefined);
      await unit.write(draftOf(version), '1').catch(() => undefined);
    });
    expect(log).toEqual(['BEGIN', 'UPDATE', 'ROLLBACK', 'BEGIN', 'UPDATE', 'INSERT', 'UPDATE', 'INSERT', 'COMMIT']);
  });

  it('never commits half a write, even when the work has caught its error', async () => {
    const broken = new Error('Data too long');
    const { log, store } = scripted((statement) => (statement === 'INSERT' ? broken : undefined));
    await expect(store.transaction((unit) => unit.write(draftOf(version), '1').catch(() => undefined))).rejects.toBe(
      broken,
    );
    expect(log).toEqual(['BEGIN', 'UPDATE', 'INSERT', 'ROLLBACK']);
  });

  it('sends no statement after ROLLBACK', async () => {
    const { log, store } = scripted(() => undefined);
    const work = store.transaction(async (unit) => {
      void unit.write(draftOf(version), '1');
      throw new Error('at the same time');
    });
    await expect(work).rejects.toThrow('at the same time');
    expect(log).toEqual(['BEGIN', 'UPDATE', 'ROLLBACK']);
  });

  it('does not repeat a COMMIT that was not answered, because it may have succeeded', async () => {
    const { log, store } = scripted(once('COMMIT', 'unavailable'));
    await expect(store.transaction((unit) => unit.write(draftOf(version), '1'))).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(log).toEqual(WRITE);
  });
});
