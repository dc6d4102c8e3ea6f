import { PAGE_BYTES, StaleWriteError, type ResourceStore, type UnitOfWork } from '../../src/fhir';
import { sqlOf } from '../../src/persistence';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';
import type { SqlUnit } from '../../src/persistence/sql/sql-unit';
import { databases, type TestDatabase } from '../support/databases';
import { draftOf } from '../support/draft-of';
import { byIdentifier, entriesChange, identifierEntry } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

const JOINS = { joins: true };
const IDS = ['a', 'b', 'c', 'd'];

describe.each(databases)('units ready in the same turn of the event loop, on $name', ({ createMigrated, name }) => {
  let created: TestDatabase;
  let database: SqlDatabase;
  let store: ResourceStore;
  let close: () => Promise<void>;
  beforeAll(async () => {
    created = await createMigrated();
    ({ database, store, close } = await openSqlStore({ url: created.url }));
  });
  afterAll(async () => {
    await close();
    await created.drop();
  });
  afterEach(() => jest.restoreAllMocks());

  const made = (type: string, ids: readonly string[]) =>
    Promise.all(ids.map((id) => write(store, versionOf(id, 1, { type }), entriesChange([identifierEntry({ value: 'one' })])))); // prettier-ignore

  /** Writes version 2, found by `two` instead of `one`. */
  const change =
    (type: string, id: string, expected = '1') =>
    (unit: UnitOfWork) =>
      unit.write(
        draftOf(versionOf(id, Number(expected) + 1, { type })),
        expected,
        entriesChange([identifierEntry({ value: 'two' })], [identifierEntry({ value: 'one' })]),
      );

  const found = async (type: string, value?: string) => {
    const clauses = value === undefined ? [] : [byIdentifier({ value })];
    const page = await store.search({ type, clauses, count: 9, bytes: PAGE_BYTES });
    return [
      page.total,
      page.versions
        .map(({ id }) => id)
        .sort()
        .join(''),
    ];
  };

  it('are committed together where that saves round trips', async () => {
    await made('Together', IDS);
    const begin = jest.spyOn(database, 'begin');
    await Promise.all(IDS.map((id) => store.transaction(change('Together', id), JOINS)));
    expect(begin).toHaveBeenCalledTimes(name === 'SQLite' ? IDS.length : 1);
    for (const id of IDS) {
      const { versions } = await store.history({ type: 'Together', id, count: 5, bytes: PAGE_BYTES });
      expect(versions.map(({ versionId }) => versionId)).toEqual(['2', '1']);
    }
    expect([await found('Together', 'two'), await found('Together', 'one')]).toEqual([[4, 'abcd'], [0, '']]);
  }); // prettier-ignore

  it('create, replace, delete and bring back, with the right totals', async () => {
    const type = 'Mixed';
    await made(type, ['a', 'b', 'c']);
    const gone = { json: null, interaction: 'delete' as const };
    await store.transaction((unit) => unit.write(draftOf(versionOf('c', 2, { type, ...gone })), '1'));
    expect(await found(type)).toEqual([2, 'ab']);
    const works: readonly ((unit: UnitOfWork) => Promise<unknown>)[] = [
      change(type, 'a'),
      (unit) => unit.write(draftOf(versionOf('b', 2, { type, ...gone })), '1'),
      (unit) => unit.write({ ...draftOf(versionOf('c', 3, { type })), overDeletion: true }, '2'),
      (unit) => unit.write(draftOf(versionOf('d', 1, { type })), null, entriesChange([identifierEntry({ value: 'two' })])), // prettier-ignore
    ];
    await Promise.all(works.map((work) => store.transaction(work, JOINS)));
    expect(await found(type)).toEqual([3, 'acd']);
    expect(await found(type, 'two')).toEqual([2, 'ad']);
  });

  it.each<[what: string, spoils: (type: string) => (unit: UnitOfWork) => Promise<unknown>]>([
    ['is at another version', (type) => change(type, 'b', '2')],
    ['was created meanwhile', (type) => (unit) => unit.write(draftOf(versionOf('b', 1, { type })), null)],
    ['never was', (type) => change(type, 'none')],
  ])('are committed without one whose resource %s', async (what, spoils) => {
    const type = what.replaceAll(' ', '-');
    await made(type, IDS);
    const works = IDS.map((id) => (id === 'b' ? spoils(type) : change(type, id)));
    const ends = await Promise.allSettled(works.map((work) => store.transaction(work, JOINS)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect((ends[1] as PromiseRejectedResult).reason).toBeInstanceOf(StaleWriteError);
    expect([await found(type, 'two'), await found(type, 'one')]).toEqual([[3, 'acd'], [1, 'b']]);
  }); // prettier-ignore

  it('are committed without one that does not hold what it relies on', async () => {
    const type = 'Relied';
    await made(type, IDS);
    await store.index!.note('policies', 'kept');
    const relying = (id: string, digest: string) => async (unit: UnitOfWork) => {
      await change(type, id)(unit);
      await unit.relyOn!('policies', digest);
    };
    const works = IDS.map((id) => relying(id, id === 'c' ? 'other' : 'kept'));
    const ends = await Promise.allSettled(works.map((work) => store.transaction(work, JOINS)));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await found(type, 'two')).toEqual([3, 'abd']);
  });

  it('run what each of them sends later, and what one sends at once in a transaction of its own', async () => {
    const type = 'Sent';
    await made(type, IDS);
    const insert = (id: number) => ({ sql: 'INSERT INTO fhir_guard (id, touched) VALUES (?, 0)', values: [id] });
    const works = IDS.map((id, at) => async (unit: UnitOfWork) => {
      await change(type, id)(unit);
      const { sql, values } = insert(9_000_000 + at);
      if (id === 'd') await sqlOf(unit).run(sql, values);
      else await (unit as unknown as SqlUnit).later([{ sql, values }]);
    });
    const begin = jest.spyOn(database, 'begin');
    await Promise.all(works.map((work) => store.transaction(work, JOINS)));
    expect(begin).toHaveBeenCalledTimes(name === 'SQLite' ? IDS.length : 2);
    expect(await database.rows('SELECT COUNT(*) FROM fhir_guard WHERE id >= 9000000', [])).toEqual([[4]]);
    expect(await found(type, 'two')).toEqual([4, 'abcd']);
  });

  it.each([
    ['joins others', JOINS],
    ['does not', {}],
  ])('run what is sent later even if nothing else is: a unit that %s', async (what, how) => {
    const id = 9_100_000 + what.length;
    const later = { sql: 'INSERT INTO fhir_guard (id, touched) VALUES (?, 0)', values: [id] };
    await store.transaction((unit) => (unit as unknown as SqlUnit).later([later]), how);
    expect(await database.rows('SELECT touched FROM fhir_guard WHERE id = ?', [id])).toEqual([[0]]);
  });

  it('commit what one of them writes after it has begun a transaction in that transaction', async () => {
    const type = 'Begun';
    await made(type, ['a', 'b']);
    await store.transaction(async (unit) => {
      await change(type, 'a')(unit);
      await sqlOf(unit).rows('SELECT 1');
      await change(type, 'b')(unit);
    }, JOINS);
    expect(await found(type, 'two')).toEqual([2, 'ab']);
    expect(database.load().busy).toBe(0);
  });

  it('keep nothing of one with a step that failed, even if its error is caught', async () => {
    const type = 'Caught';
    await made(type, ['a']);
    const work = store.transaction(async (unit) => {
      await change(type, 'a')(unit);
      await sqlOf(unit)
        .run('UPDATE nothing SET n = 1')
        .catch(() => undefined);
    }, JOINS);
    await expect(work).rejects.toThrow();
    const twice = store.transaction(async (unit) => {
      await unit.write(draftOf(versionOf('b', 1, { type })), null);
      await unit.write(draftOf(versionOf('b', 1, { type })), null).catch(() => undefined);
    }, JOINS);
    if (name === 'SQLite') await twice;
    else await expect(twice).rejects.toBeInstanceOf(StaleWriteError);
    expect(await found(type, 'two')).toEqual([0, '']);
  });

  it('keep nothing of one that fails after its write', async () => {
    const type = 'Failed';
    await made(type, IDS);
    const works = IDS.map((id) => async (unit: UnitOfWork) => {
      await change(type, id)(unit);
      if (id === 'a') throw new Error('refused');
    });
    const ends = await Promise.allSettled(works.map((work) => store.transaction(work, JOINS)));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect([await found(type, 'two'), await found(type, 'one')]).toEqual([[3, 'bcd'], [1, 'a']]);
  }); // prettier-ignore
});
