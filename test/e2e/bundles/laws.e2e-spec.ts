import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Location } from 'fhir/r4';
import { PAGE_BYTES } from '../../../src/fhir';
import { sharedDatabases, type SharedDatabase } from '../../support/databases';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { startTestApp, type TestApp } from '../../support/test-app';
import { bundle, entry, send, type EntryOf } from './support';

const NAMES = ['a', 'b', 'c', 'd'] as const;
type Name = (typeof NAMES)[number];

/** What is to become of a resource. */
interface Change {
  readonly name: Name;
  /** null: it is deleted. */
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

describeOnEachDatabase('a transaction', { settings }, (server) => {
  const entryOf = (run: string, { name, alias, partOf }: Change): EntryOf => {
    const id = `${name}-${run}`;
    if (alias === null) return entry(`DELETE Location/${id}`);
    const above = partOf && { partOf: { reference: `Location/${partOf}-${run}` } };
    return entry(`PUT Location/${id}`, { resourceType: 'Location', id, alias: [alias], ...above });
  };

  /** Every version of a run, as the store tells it, but for the instants; and who refers to whom, and what is found. */
  async function stateOf(run: string): Promise<unknown[]> {
    const state: unknown[] = [];
    for (const name of NAMES) {
      const key = { type: 'Location', id: `${name}-${run}` };
      const page = await server.store.history({ ...key, count: 99, bytes: PAGE_BYTES });
      for (const { versionId, interaction, json } of page.versions)
        state.push([name, versionId, interaction, json?.replaceAll(run, 'run').replace(/"lastUpdated":"[^"]*"/, '')]);
      const found = await server.store.transaction((unit) => unit.referrers(key.type, key.id, 99));
      state.push(found.map(({ id, path }) => [id.replace(run, 'run'), path]));
    }
    return state;
  }

  it('leaves the same behind as its interactions one by one, or nothing at all', async () => {
    let [kept, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(changes, fc.uniqueArray(change, { ...UNIQUE, minLength: 1 }), async (first, then) => {
        const [together, apart] = [randomUUID().slice(0, 8), randomUUID().slice(0, 8)];
        const one = (run: string, each: Change) => send(server, bundle('transaction', entryOf(run, each)));
        for (const run of [together, apart]) for (const each of first) await one(run, each);
        const before = await stateOf(together);
        const reply = await send(server, bundle('transaction', ...then.map((each) => entryOf(together, each))));
        if (reply.status !== 200) {
          refused += 1;
          expect([409, 422]).toContain(reply.status);
          expect(await stateOf(together)).toEqual(before);
          return;
        }
        kept += 1;
        let left: Change[] = [...then];
        for (let round = 0; left.length > 0 && round <= then.length; round += 1) {
          const again: Change[] = [];
          for (const each of left) if ((await one(apart, each)).status !== 200) again.push(each);
          left = again;
        }
        // In a ring none can be the first.
        if (left.length === 0) expect(await stateOf(apart)).toEqual(await stateOf(together));
      }),
      { numRuns: 25 },
    );
    expect([kept > 0, refused > 0]).toEqual([true, true]);
  });
});

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

    it('of fifty each happens once and as a whole, or is refused and leaves nothing', async () => {
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
      // Each resource went through the same writers, in the same order: each whole, none lost, none repeated.
      for (const history of histories) expect(history).toEqual(histories[0]);
      expect(histories[0]!.toSorted()).toEqual(['first', ...done].toSorted());
    }, 120_000);

    it('of those that create by the same criteria one creates', async () => {
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
