import fc from 'fast-check';
import { PAGE_BYTES, StaleWriteError, type IndexChange, type ResourceStore, type UnitOfWork } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { openSqlDatabase } from '../../src/persistence/sql/open-sql-database';
import type { SqlDatabase, SqlTransaction } from '../../src/persistence/sql/sql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import { databases, type TestDatabase } from '../support/databases';
import { draftOf } from '../support/draft-of';
import { byIdentifier, identifierEntry } from './entries';
import { versionOf, write } from './resource-store.contract';

const TYPES = ['One', 'Other'] as const;
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const VALUES = ['x', 'y', 'z'];

interface Step {
  readonly type: string;
  readonly id: string;
  readonly deletes: boolean;
  /** What it is found by, and what it refers to, from then on. */
  readonly value: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom(...TYPES),
  id: fc.constantFrom(...IDS),
  deletes: fc.boolean(),
  value: fc.constantFrom(...VALUES),
});

const CASES = databases.flatMap((database) => [
  { ...database, what: 'deferred writes', how: { late: true }, manyTrips: false },
  // SQLite has no round trips to save.
  {
    ...database,
    what: 'writes of units that join others',
    how: { joins: true },
    manyTrips: database.name === 'SQLite',
  },
]);

describe.each(CASES)('$what on $name', ({ createMigrated, how, manyTrips }) => {
  let created: TestDatabase;
  let database: SqlDatabase;
  let store: ResourceStore;
  let close: () => Promise<void>;
  let trips: number;
  beforeAll(async () => {
    created = await createMigrated();
    const options = { url: created.url, migrationsRun: true };
    const dataSource = await openDataSource(dataSourceOptions(options));
    database = openSqlDatabase(options, dataSource);
    store = new SqlResourceStore(counted(database, () => (trips += 1)));
    close = () => database.close().then(() => dataSource.destroy());
  });
  afterAll(async () => {
    await close();
    await created.drop();
  });

  it('leave the same state as the same writes one by one', async () => {
    const units = fc.sample(fc.array(step, { minLength: 1, maxLength: 12 }), { numRuns: 60, seed: 20261128 });
    const [plain, late] = [new Directory(store, 'p-'), new Directory(store, 'l-')];
    for (const steps of units) {
      await store.transaction((unit) => plain.write(unit, steps));
      await store.transaction((unit) => late.write(unit, steps), how);
    }
    const expected = await plain.told();
    expect(await late.told()).toEqual(expected);
    expect(expected.flat()).toHaveLength(TYPES.length * (IDS.length + VALUES.length + 2));
  });

  it('are seen by the unit itself, whatever it asks', async () => {
    const type = 'Seen';
    const change: IndexChange = {
      entries: { added: [], removed: [] },
      references: { added: [{ type, id: 'a', path: 'Seen.other' }], removed: [] },
    };
    const seen = await store.transaction(async (unit) => {
      await unit.write(draftOf(versionOf('a', 1, { type })), null);
      await unit.write(draftOf(versionOf('b', 1, { type })), null, change);
      const first = await unit.read(type, 'a');
      const missing = await unit.missing([{ type, id: 'a' }, { type, id: 'c' }]); // prettier-ignore
      await unit.write(draftOf(versionOf('a', 2, { type })), '1');
      const second = await unit.read(type, 'a');
      return [first, missing, await unit.referrers(type, 'a', 5), second, await unit.read(type, 'c')];
    }, how);
    const referrer = { type, id: 'b', path: 'Seen.other' };
    expect(seen).toEqual([versionOf('a', 1, { type }), [{ type, id: 'c' }], [referrer], versionOf('a', 2, { type }), undefined]); // prettier-ignore
    expect(await store.read(type, 'a')).toEqual(versionOf('a', 2, { type }));
  });

  it.each([
    ['a creation of what is there', 'a', 1, null],
    ['a change of another version', 'a', 3, '2'],
    ['a change of what never was', 'new', 2, '1'],
  ])('refuse %s, and write nothing', async (what, id, version, expected) => {
    const type = `Stale-${version}-${id}`;
    await write(store, versionOf('a', 1, { type }));
    const work = async (unit: UnitOfWork, ask: boolean) => {
      await unit.write(draftOf(versionOf('b', 1, { type })), null);
      await unit.write(draftOf(versionOf(id, version, { type })), expected);
      if (ask) await unit.missing([{ type, id: 'x' }]).catch(() => undefined);
    };
    for (const ask of [false, true]) {
      const failure = await store.transaction((unit) => work(unit, ask), how).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StaleWriteError);
      expect([await store.read(type, 'a'), await store.read(type, 'b')]).toEqual([versionOf('a', 1, { type }), undefined]); // prettier-ignore
    }
    expect(what).not.toBe('');
  });

  it('refuse at once what the unit itself has changed meanwhile', async () => {
    const type = 'Twice';
    const work = store.transaction(async (unit) => {
      await unit.write(draftOf(versionOf('a', 1, { type })), null);
      await unit.write(draftOf(versionOf('a', 1, { type })), null);
    }, how);
    await expect(work).rejects.toBeInstanceOf(StaleWriteError);
    expect(await store.read(type, 'a')).toBeUndefined();
  });

  it('replace what rows of other resources say, and may find rows of their own already there', async () => {
    const type = 'Again';
    const entries = (value: string, before?: string) => ({
      entries: {
        added: [identifierEntry({ value })],
        removed: before === undefined ? [] : [identifierEntry({ value: before })],
      },
      references: { added: [{ type, id: 'x', path: 'Again.other' }], removed: [] },
    });
    const ids = ['a', 'b', 'c'];
    const found = async (value: string) => {
      const page = await store.search({ type, clauses: [byIdentifier({ value })], count: 9, bytes: PAGE_BYTES });
      return page.versions.map(({ id }) => id).sort();
    };
    await store.transaction(async (unit) => {
      for (const id of ids) await unit.write(draftOf(versionOf(id, 1, { type })), null, entries('one'));
    }, how);
    expect(await found('one')).toEqual(ids);
    // One of them is new, and the entry of another does not change.
    await store.transaction(async (unit) => {
      await unit.write(draftOf(versionOf('a', 2, { type })), '1', entries('one'));
      await unit.write(draftOf(versionOf('b', 2, { type })), '1', entries('two', 'one'));
      await unit.write(draftOf(versionOf('d', 1, { type })), null, entries('one'));
    }, how);
    expect(await found('one')).toEqual(['a', 'c', 'd']);
    expect(await found('two')).toEqual(['b']);
  });

  it('are read many at once as they are read one by one', async () => {
    const type = 'Texts';
    const texts = ['plain', 'é ’ 漢字 👩‍⚕️ \uFEFF"', ''];
    for (const [at, name] of texts.entries()) {
      const id = `t${at}`;
      await write(store, versionOf(id, 1, { type, json: JSON.stringify({ resourceType: type, id, name }) }));
    }
    const keys = texts.map((_, at) => ({ type, id: `t${at}` }));
    const many = await store.readEach!(keys);
    for (const key of keys) {
      const alone = (await store.read(type, key.id))!;
      const read = many.find(({ id }) => id === key.id)!;
      if (read.utf8) expect(Buffer.from(read.utf8).toString()).toBe(alone.json);
      const { versionId, lastUpdated, interaction } = read;
      expect({ type: read.type, id: read.id, versionId, lastUpdated, interaction, json: read.json }).toEqual(alone);
      // From then on it is kept as text only.
      expect(read.utf8).toBeUndefined();
    }
  });

  it('take one round trip for many, as do reads', async () => {
    const type = 'Many';
    const ids = Array.from({ length: 120 }, (_, n) => `r${n}`);
    const entries = (id: string) => ({
      entries: { added: [1, 2, 3].map((n) => identifierEntry({ value: `${id} ${n}` })), removed: [] },
      references: { added: [{ type, id: 'x', path: 'Many.other' }], removed: [] },
    });
    trips = 0;
    await store.transaction(async (unit) => {
      for (const id of ids) await unit.write(draftOf(versionOf(id, 1, { type })), null, entries(id));
    }, how);
    expect(trips > 30).toBe(manyTrips);
    trips = 0;
    const asked = [...ids, 'never'].map((id) => ({ type, id }));
    const read = await store.readEach!(asked);
    expect(read.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(trips).toBe(2);
    const found = { type, clauses: [byIdentifier({ value: 'r119 3' })], count: 5, bytes: PAGE_BYTES };
    expect(await store.search(found)).toMatchObject({ total: 1, versions: [{ id: 'r119' }] });
    expect(await store.search({ ...found, clauses: [], count: 0 })).toMatchObject({ total: 120 });
  });
});

/** Resources with ids of their own, written step by step. */
class Directory {
  private readonly current = new Map<string, { version: number; value: string | undefined }>();

  constructor(
    private readonly store: ResourceStore,
    private readonly prefix: string,
  ) {}

  async write(unit: UnitOfWork, steps: readonly Step[]): Promise<void> {
    for (const { type, id, deletes, value } of steps) {
      const key = `${type}/${id}`;
      const before = this.current.get(key);
      if (deletes && before?.value === undefined) continue;
      const version = (before?.version ?? 0) + 1;
      const next = deletes ? undefined : value;
      const json = deletes ? null : `{"id":"${id}","value":"${value}"}`;
      const draft = draftOf(versionOf(this.prefix + id, version, { type, json, interaction: deletes ? 'delete' : 'update' })); // prettier-ignore
      await unit.write(
        { ...draft, ...(before && before.value === undefined && { overDeletion: true }) },
        before ? String(before.version) : null,
        this.change(before?.value, next),
      );
      this.current.set(key, { version, value: next });
    }
  }

  /** Everything a store can say about them. */
  async told(): Promise<readonly (readonly unknown[])[]> {
    return Promise.all(
      TYPES.map(async (type) => {
        const limits = { count: 50, bytes: PAGE_BYTES };
        const own = (versions: readonly { id: string; versionId: string; json: string | null }[]) =>
          versions.filter(({ id }) => id.startsWith(this.prefix)).map(({ id, versionId, json }) => [id.slice(2), versionId, json]); // prettier-ignore
        const histories = IDS.map((id) => this.store.history({ type, id: this.prefix + id, ...limits }));
        const found = VALUES.map((value) => this.store.search({ type, clauses: [byIdentifier({ value })], ...limits }));
        const referrers = await this.store.transaction((unit) => unit.referrers('Target', 'x', 50));
        const all = await this.store.search({ type, clauses: [], ...limits });
        return [
          ...(await Promise.all(histories)).map(({ versions }) => own(versions)),
          ...(await Promise.all(found)).map(({ versions }) => own(versions)),
          referrers
            .filter((each) => each.type === type && each.id.startsWith(this.prefix))
            .map(({ id }) => id.slice(2)),
          [own(all.versions), all.total! / 2 === own(all.versions).length],
        ];
      }),
    );
  }

  private change(before: string | undefined, after: string | undefined): IndexChange {
    const [was, is] = [before, after].map((value) => (value === undefined ? [] : [value]));
    const of = (values: readonly string[]) => values.map((value) => ({ type: 'Target', id: value, path: 'x' }));
    return {
      entries: { added: is!.map((value) => identifierEntry({ value })), removed: was!.map((value) => identifierEntry({ value })) }, // prettier-ignore
      references: { added: of(is!), removed: of(was!) },
    };
  }
}

/** Calls `count` for each round trip to the database, or what would be one. */
function counted(database: SqlDatabase, count: () => void): SqlDatabase {
  const told = <A extends unknown[], R>(work: (...given: A) => R) => (...given: A): R => (count(), work(...given)); // prettier-ignore
  const { isSqlite } = database;
  return {
    isSqlite,
    rows: told((sql, values) => database.rows(sql, values)),
    begin: async (): Promise<SqlTransaction> => {
      const transaction = await database.begin();
      return {
        isSqlite,
        rows: told((sql, values) => transaction.rows(sql, values)),
        guard: told((guards) => transaction.guard(guards)),
        run: told((sql, values) => transaction.run(sql, values)),
        runAll: told((statements) => transaction.runAll(statements)),
        ...(transaction.runEach && { runEach: told((statements) => transaction.runEach!(statements)) }),
        commit: told((last) => transaction.commit(last)),
        rollback: () => transaction.rollback(),
      };
    },
    check: () => database.check(),
    load: () => database.load(),
    close: () => database.close(),
  };
}
