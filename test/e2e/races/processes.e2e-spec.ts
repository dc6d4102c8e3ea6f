import { randomUUID } from 'node:crypto';
import type { Bundle, Location } from 'fhir/r4';
import { sharedDatabases, type SharedDatabase } from '../../support/databases';
import { ServerProcess } from '../../support/server-process';
import { bundle, entry } from '../bundles/support';

const ROUNDS = 6;
/** Writers at each of the two processes. */
const WRITERS = 8;
/** A refusal after which nothing is stored, and the request may be sent again. */
const STAYED_LOCKED = /stayed locked by other requests/;

const place = (value: string) => ({ resourceType: 'Location', name: 'A', identifier: [{ system: 'urn:s', value }] });

/** Two processes share only the database: no queue, no cache. */
describe.each(sharedDatabases)('writers by the same criteria, in two processes on $name', ({ createDatabase }) => {
  let database: SharedDatabase;
  let processes: readonly ServerProcess[] = [];
  beforeAll(async () => {
    database = await createDatabase();
    const [one, other] = database.urls;
    processes = [await ServerProcess.start({ DATABASE_URL: one })];
    await database.caughtUp();
    processes = [...processes, await ServerProcess.start({ DATABASE_URL: other })];
  });
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.kill()));
    await database.drop();
  });

  const send = async (process: ServerProcess, method: string, path: string, body: object, headers = {}) => {
    for (;;) {
      const reply = await fetch(`http://127.0.0.1:${process.port}/fhir${path}`, {
        method,
        headers: { 'Content-Type': 'application/fhir+json', ...headers },
        body: JSON.stringify(body),
      });
      const answer = await reply.text();
      // On a busy machine the others may take longer than a writer waits for them.
      if (reply.status === 503 && STAYED_LOCKED.test(answer)) continue;
      return { status: reply.status, body: JSON.parse(answer) as Location | Bundle<Location> };
    }
  };
  const all = <T>(ask: (process: ServerProcess) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: 2 * WRITERS }, (_, n) => ask(processes[n % 2]!)));
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
  const others = Array<number>(2 * WRITERS - 1).fill(200);

  it.each([
    ['If-None-Exist', (value: string, process: ServerProcess) => send(process, 'POST', '/Location', place(value), { 'If-None-Exist': `identifier=urn:s|${value}` })],
    ['PUT by criteria', (value: string, process: ServerProcess) => send(process, 'PUT', `/Location?identifier=urn:s|${value}`, place(value))],
  ])('%s: exactly one creates', async (_, ask) => {
    for (const _round of rounds) {
      const value = randomUUID();
      const replies = await all((process) => ask(value, process));
      expect(replies.map(({ status }) => status).sort()).toEqual([...others, 201]);
      expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    }
  }); // prettier-ignore

  it('ifNoneExist in transactions: exactly one creates, and all refer to its resource', async () => {
    for (const _ of rounds) {
      const [value, urn] = [randomUUID(), `urn:uuid:${randomUUID()}`];
      const replies = await all((process) =>
        send(process, 'POST', '', bundle('transaction',
          entry('POST Location', place(value), { ifNoneExist: `identifier=${value}` }, urn),
          entry('POST Location', { resourceType: 'Location', name: 'B', partOf: { reference: urn } }),
        )),
      ); // prettier-ignore
      expect(replies.map(({ status }) => status)).toEqual([200, ...others]);
      const entries = replies.map(({ body }) => (body as Bundle<Location>).entry!);
      expect(entries.map(([first]) => first!.response!.status).sort()).toEqual([...others.map(() => '200 OK'), '201 Created']); // prettier-ignore
      expect(new Set(entries.map(([, second]) => second!.resource!.partOf!.reference)).size).toBe(1);
    }
  });
});
