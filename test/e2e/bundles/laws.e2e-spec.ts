import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Location } from 'fhir/r4';
import { PAGE_BYTES } from '../../../src/fhir';
import { DataSource } from 'typeorm';
import { databases, sharedDatabases, type SharedDatabase, type TestDatabase } from '../../support/databases';
import { patchOf } from '../../support/patches';
import { dumpTables, type LeftOut } from '../../support/table-dump';
import { startTestApp, type TestApp } from '../../support/test-app';
import { bundle, entry, send, type EntryOf } from './support';

const NAMES = ['a', 'b', 'c', 'd'] as const;
type Name = (typeof NAMES)[number];

/** The intended state of a resource. */
interface Change {
  readonly name: Name;
  /** `null` deletes it. */
  readonly alias: string | null;
  readonly partOf?: Name | undefined;
}

const change = fc.record({
  name: fc.constantFrom(...NAMES),
  alias: fc.option(fc.constantFrom('x', 'y', 'z'), { freq: 4 }),
  partOf: fc.option(fc.constantFrom(...NAMES), { nil: undefined }),
});
const UNIQUE = { selector: ({ name }: Change) => name, maxLength: 4 };
const changes = fc.uniqueArray(change, UNIQUE);

const settings = { REFERENTIAL_INTEGRITY: 'on', UPDATE_CREATE: 'true' } as const;

/** What may differ when the same changes were made in different transactions. */
const BY_TRANSACTION: LeftOut = {
  // Instants of writes.
  fhir_resource: ['last_updated'],
  fhir_resource_version: ['last_updated'],
  // Locks: a transaction takes a random lane.
  fhir_guard: null,
  // Counted in random lanes, so compared as sums.
  fhir_total: null,
  // Random values of the database.
  fhir_secret: ['value'],
};

/** Masks the instants in bodies. */
const timeless = (cell: string): string => cell.replace(/"lastUpdated":"[^"]*"/g, '"lastUpdated":"…"');

describe.each(databases)('a transaction, on $name', (kind) => {
  let servers: readonly [TestApp, TestApp];
  let drop: () => Promise<unknown>;
  beforeAll(async () => {
    const [one, other] = await Promise.all([kind.createMigrated(), kind.createMigrated()]);
    drop = () => Promise.all([one.drop(), other.drop()]);
    const start = ({ url }: TestDatabase) => startTestApp({ ...settings, AUDIT: 'off', DATABASE_URL: url });
    servers = [await start(one), await start(other)];
    // The first search of a database writes rows of its own.
    for (const server of servers) await send(server, bundle('transaction', entry('GET Location')));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await drop();
  });

  const entryOf = (run: string, { name, alias, partOf }: Change): EntryOf => {
    const id = `${name}-${run}`;
    if (alias === null) return entry(`DELETE Location/${id}`);
    const above = partOf && { partOf: { reference: `Location/${partOf}-${run}` } };
    return entry(`PUT Location/${id}`, { resourceType: 'Location', id, alias: [alias], ...above });
  };

  const totalOf = async ({ app }: TestApp): Promise<unknown> =>
    app.get(DataSource).query('SELECT type, SUM(n) AS n FROM fhir_total GROUP BY type ORDER BY type');

  /** The whole state, without what differs by chance. */
  const stateOf = async (server: TestApp): Promise<unknown> => [
    await dumpTables(server, BY_TRANSACTION, timeless),
    await totalOf(server),
  ];

  it('leaves the same state as its interactions one by one, or leaves every table unchanged byte for byte', async () => {
    const [together, apart] = servers;
    let [kept, refused, rings] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(changes, fc.uniqueArray(change, { ...UNIQUE, minLength: 1 }), async (first, then) => {
        const run = randomUUID().slice(0, 8);
        const transact = (server: TestApp, some: readonly Change[]) =>
          send(server, bundle('transaction', ...some.map((each) => entryOf(run, each))));
        for (const server of servers) for (const each of first) await transact(server, [each]);
        const before = await dumpTables(together);
        const reply = await transact(together, then);
        if (reply.status !== 200) {
          refused += 1;
          expect([409, 422]).toContain(reply.status);
          expect(await dumpTables(together)).toEqual(before);
          return;
        }
        kept += 1;
        let left: Change[] = [...then];
        for (let round = 0; left.length > 0 && round <= then.length; round += 1) {
          const again: Change[] = [];
          for (const each of left) if ((await transact(apart, [each])).status !== 200) again.push(each);
          left = again;
        }
        if (left.length > 0) {
          // In a circle of references none can be created first.
          rings += 1;
          expect((await transact(apart, left)).status).toBe(200);
        }
        expect(await stateOf(apart)).toEqual(await stateOf(together));
      }),
      { numRuns: 25 },
    );
    expect([kept - rings > 0, refused > 0]).toEqual([true, true]);
  });

  it('looks at every table, and each that a write fills has rows', async () => {
    const [server] = servers;
    const id = randomUUID();
    await send(server, bundle('transaction', entry(`PUT Location/${id}`, FULL(id)), entry(`PUT Location/above-${id}`, { resourceType: 'Location', id: `above-${id}` }))); // prettier-ignore
    const dump = await dumpTables(server);
    expect([...dump].flatMap(([name, rows]) => (rows.length === 0 ? [name] : [])).filter((name) => !EMPTY.test(name))).toEqual([]); // prettier-ignore
    expect(dump.size).toBeGreaterThan(20);
  });

  it.each([
    ['the last entry is refused', 422, (id: string) => [entry(`PUT Location/${id}x`, FULL(`${id}x`, id)), entry('POST Location', { resourceType: 'Location', status: 'x' })]],
    ['a reference leads nowhere', 422, (id: string) => [entry(`PUT Location/${id}x`, FULL(`${id}x`, id)), entry('POST Location', { resourceType: 'Location', partOf: { reference: 'Location/nowhere' } })]],
    ['a read fails', 404, (id: string) => [entry(`PUT Location/${id}x`, FULL(`${id}x`, id)), entry(`DELETE Location/${id}`), entry('GET Location/nowhere')]],
    ['criteria overlap', 412, () => ['a', 'b'].map((name) => entry('POST Location', { resourceType: 'Location', name, identifier: [{ value: 'new' }] }, { ifNoneExist: 'identifier=new' }))],
    ['a version is stale', 412, (id: string) => [entry(`PUT Location/${id}x`, FULL(`${id}x`, id)), entry(`PUT Location/${id}`, FULL(id), { ifMatch: 'W/"9"' })]],
    ['a patch finds nothing', 422, (id: string) => [entry(`DELETE Location/${id}`), entry(`PATCH Location/above-${id}`, patchOf({ type: 'replace', path: 'Location.telecom[3].value', value: { valueString: 'x' } }))]],
    ['others refer to what is deleted', 409, (id: string) => [entry('POST Location', FULL(`${id}x`, `${id}y`)), entry(`PUT Location/above-${id}y`, { resourceType: 'Location', id: `above-${id}y` }), entry(`DELETE Location/above-${id}`)]],
    ['it is a dry run', 200, (id: string) => [entry(`PUT Location/${id}x`, FULL(`${id}x`, id)), entry(`DELETE Location/${id}`)]],
  ] as const)('leaves every table unchanged byte for byte where %s: %i', async (_, status, entries) => {
    const [server] = servers;
    const id = randomUUID().slice(0, 20);
    const there = [entry(`PUT Location/${id}`, FULL(id)), entry(`PUT Location/above-${id}`, { resourceType: 'Location', id: `above-${id}` })]; // prettier-ignore
    expect((await send(server, bundle('transaction', ...there))).status).toBe(200);
    const before = await dumpTables(server);
    const reply = await send(server, bundle('transaction', ...entries(id)), {}, status === 200 ? '_dryRun=true' : '');
    expect(reply.status).toBe(status);
    expect(await dumpTables(server)).toEqual(before);
  }); // prettier-ignore
});

/** Gives a row in each table of the search index. */
const FULL = (id: string, below = id) => ({
  resourceType: 'Location',
  id,
  meta: { tag: [{ system: 'urn:x', code: 'a' }], profile: ['http://example.org/p'] },
  name: 'Full',
  identifier: [{ system: 'urn:x', value: id }],
  position: { longitude: 1, latitude: 2 },
  partOf: { reference: `Location/above-${below}` },
});

/** Tables that no write of a Location fills. */
const EMPTY = /^(fhir_(job|audit|rate|guard|secret)|fhir_search_(quantity|date)$|sqlite_|migrations)/;

describe.each(sharedDatabases)(
  'transactions over the same resources, at two servers on $name',
  ({ createDatabase }) => {
    const RESOURCES = 10;
    const WRITERS = 50;
    let database: SharedDatabase;
    let servers: readonly [TestApp, TestApp];
    beforeAll(async () => {
      database = await createDatabase();
      const [one, other] = database.urls;
      const first = await startTestApp({ ...settings, DATABASE_URL: one });
      await database.caughtUp();
      servers = [first, await startTestApp({ ...settings, DATABASE_URL: other })];
    });
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.close()));
      await database.drop();
    });

    it('each of fifty is carried out once and as a whole, or is refused and leaves nothing', async () => {
      const run = randomUUID().slice(0, 8);
      const ids = Array.from({ length: RESOURCES }, (_, n) => `r${n}-${run}`);
      const puts = (alias: string) =>
        ids.map((id) => entry(`PUT Location/${id}`, { resourceType: 'Location', id, alias: [alias] }));
      expect((await send(servers[0], bundle('transaction', ...puts('first')))).status).toBe(200);
      await database.caughtUp();
      const statuses = await Promise.all(
        Array.from({ length: WRITERS }, async (_, n) => {
          const entries = n % 3 === 0 ? puts(`w${n}`).toReversed() : puts(`w${n}`);
          return (await send(servers[n % 2]!, bundle('transaction', ...entries))).status;
        }),
      );
      await database.caughtUp();
      const done = statuses.flatMap((status, n) => (status === 200 ? [`w${n}`] : []));
      for (const status of statuses) expect([200, 409, 503]).toContain(status);
      expect(done.length).toBeGreaterThan(0);
      const histories: string[][] = [];
      for (const id of ids) {
        const page = await servers[0].store.history({ type: 'Location', id, count: 999, bytes: 99 * PAGE_BYTES });
        histories.push(page.versions.map(({ json }) => (JSON.parse(json!) as Location).alias![0]!).toReversed());
      }
      // All resources saw the same transactions in the same order: each was atomic, none was lost, none was repeated.
      for (const history of histories) expect(history).toEqual(histories[0]);
      expect(histories[0]!.toSorted()).toEqual(['first', ...done].toSorted());
    });

    it('of those that create by the same criteria exactly one creates', async () => {
      for (let round = 0; round < 5; round += 1) {
        const [value, owner] = [randomUUID(), `urn:uuid:${randomUUID()}`];
        const replies = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          send(
            servers[n % 2]!,
            bundle(
              'transaction',
              entry('POST Location', { resourceType: 'Location', name: 'A', identifier: [{ value }] }, { ifNoneExist: `identifier=${value}` }, owner),
              entry('POST Location', { resourceType: 'Location', name: `of ${n}`, partOf: { reference: owner } }),
            ),
          ),
        ),
      ); // prettier-ignore
        expect(replies.map(({ statuses: [first] }) => first).sort()).toEqual([...Array<string>(7).fill('200 OK'), '201 Created']); // prettier-ignore
        await database.caughtUp();
        const made = replies.find(({ statuses: [first] }) => first === '201 Created')!;
        const { id } = made.entries[0]!.resource!;
        for (const { entries } of replies)
          expect(entries[1]!.resource).toMatchObject({ partOf: { reference: `Location/${id}` } });
      }
    });
  },
);
