import { randomUUID } from 'node:crypto';
import type { Bundle, Location } from 'fhir/r4';
import { sharedDatabases, type SharedDatabase } from '../../support/databases';
import { startTestApp, type TestApp } from '../../support/test-app';

const ROUNDS = 6;
/** Writers at each of the two servers. */
const WRITERS = 4;

const place = (value: string, over: Partial<Location> = {}): Location => ({
  resourceType: 'Location',
  name: 'A',
  identifier: [{ system: 'urn:s', value }],
  ...over,
});

/** Concurrent conditional writers on two servers that share a database: the result is as if one had come first. */
describe.each(sharedDatabases)('writers by the same criteria, at two servers on $name', ({ createDatabase }) => {
  let database: SharedDatabase;
  let servers: readonly [TestApp, TestApp];
  beforeAll(async () => {
    database = await createDatabase();
    const [one, other] = database.urls;
    const settings = { UPDATE_CREATE: 'true', CONDITIONAL_DELETE: '100' } as const;
    const first = await startTestApp({ ...settings, DATABASE_URL: one });
    await database.caughtUp();
    servers = [first, await startTestApp({ ...settings, DATABASE_URL: other })];
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await database.drop();
  });

  type Reply = Awaited<ReturnType<TestApp['send']>>;
  const all = (send: (server: TestApp, n: number) => PromiseLike<Reply>): Promise<Reply[]> =>
    Promise.all(Array.from({ length: 2 * WRITERS }, async (_, n) => send(servers[n % 2]!, n)));
  const statuses = (replies: readonly Reply[]): number[] => replies.map(({ status }) => status).sort();
  async function found(value: string): Promise<readonly Location[]> {
    await database.caughtUp();
    const { body } = await servers[0].send('get', `/Location?identifier=${value}`).expect(200);
    return ((body as Bundle<Location>).entry ?? []).map(({ resource }) => resource!);
  }
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
  const others = Array<number>(2 * WRITERS - 1).fill(200);

  it('of creates with If-None-Exist exactly one creates, and all others learn which it is', async () => {
    for (const _ of rounds) {
      const value = randomUUID();
      const replies = await all((server) =>
        server.write('post', '/Location', place(value), { 'If-None-Exist': `identifier=urn:s|${value}` }),
      );
      expect(statuses(replies)).toEqual([...others, 201]);
      expect(new Set(replies.map(({ body }) => (body as Location).id)).size).toBe(1);
      expect(await found(value)).toHaveLength(1);
    }
  });

  it('however they write the same identifier, and whatever else they ask for', async () => {
    const ways = [`urn:s|`, ''].flatMap((system) =>
      ['', '&name=A', '&status:missing=true'].map((more) => [system, more]),
    );
    for (const _ of rounds) {
      const value = randomUUID();
      const replies = await all((server, n) => {
        const [system, more] = ways[n % ways.length]!;
        const criteria = `identifier=${system}${value}${more}`;
        return server.write('post', '/Location', place(value), { 'If-None-Exist': criteria });
      });
      expect(statuses(replies)).toEqual([...others, 201]);
      expect(await found(value)).toHaveLength(1);
    }
  });

  it('by criteria without an identifier', async () => {
    for (const _ of rounds) {
      const name = randomUUID();
      const replies = await all((server) =>
        server.write(
          'post',
          '/Location',
          { resourceType: 'Location', name },
          { 'If-None-Exist': `name:exact=${name}` },
        ),
      );
      expect(statuses(replies)).toEqual([...others, 201]);
    }
  });

  it('of updates by criteria one creates, and each of the others adds a version to its resource', async () => {
    for (const _ of rounds) {
      const value = randomUUID();
      const replies = await all((server, n) =>
        server.write('put', `/Location?identifier=${value}`, place(value, { name: `w${n}` })),
      );
      expect(statuses(replies)).toEqual([...others, 201]);
      const [only, ...more] = await found(value);
      expect(more).toEqual([]);
      expect(only!.meta?.versionId).toBe(String(2 * WRITERS));
    }
  });

  it('deletions and creations by criteria never leave two resources', async () => {
    for (const _ of rounds) {
      const value = randomUUID();
      const replies = await all((server, n) =>
        n % 4 < 2
          ? server.write('post', '/Location', place(value), { 'If-None-Exist': `identifier=${value}` })
          : server.send('delete', `/Location?identifier=${value}`),
      );
      for (const status of statuses(replies)) expect([200, 201, 204]).toContain(status);
      expect((await found(value)).length).toBeLessThan(2);
    }
  });

  it('an update that makes a resource match is seen, or comes after', async () => {
    for (const _ of rounds) {
      const value = randomUUID();
      const { body } = await servers[0].write('post', '/Location', place('other')).expect(201);
      const { id } = body as Location;
      await database.caughtUp();
      const [made, changed] = await Promise.all([
        servers[0].write('post', '/Location', place(value), { 'If-None-Exist': `identifier=${value}` }),
        servers[1].write('put', `/Location/${id}`, place(value, { id: id! })),
      ]);
      expect(changed.status).toBe(200);
      // An unconditional write does not wait, so both may exist, as if it had come last.
      expect(await found(value)).toHaveLength(made.status === 201 ? 2 : 1);
    }
  });

  it('a creation without criteria is seen, or comes after', async () => {
    for (const _ of rounds) {
      const value = randomUUID();
      const [made] = await Promise.all([
        servers[0].write('post', '/Location', place(value), { 'If-None-Exist': `identifier=${value}` }),
        servers[1].write('post', '/Location', place(value)).expect(201),
      ]);
      expect(await found(value)).toHaveLength(made.status === 201 ? 2 : 1);
    }
  });
});
