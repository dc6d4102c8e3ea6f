import { ChainHasher, verifyChain } from '../../src/fhir';
import { rowOf } from '../../src/fhir/audit/audit-record';
import { timedId } from '../../src/fhir/ports/timed-id';
import { Sealer } from '../../src/fhir/audit/sealer';
import { dataSourceOptions, openAuditLog, openDataSource, type OpenAuditLog } from '../../src/persistence';
import { sharedDatabases, type SharedDatabase } from '../support/databases';

const ROUNDS = 20;
const AT_ONCE = 5;
/** After this much idle time, either server may seal. */
const IDLE_MS = 6_000;

describe.each(sharedDatabases)('two servers that write one audit log at once, on $name', ({ createDatabase }) => {
  let database: SharedDatabase;
  let nodes: readonly OpenAuditLog[];
  beforeAll(async () => {
    database = await createDatabase();
    const sql = await openDataSource({ ...dataSourceOptions({ url: database.urls[0] }), migrationsRun: true });
    await sql.destroy();
    await database.caughtUp();
    nodes = await Promise.all(database.urls.map((url) => openAuditLog({ url })));
  });
  afterAll(async () => {
    for (const node of nodes) await node.close();
    await database.drop();
  });

  it('lose nothing, and produce one valid chain although both seal', async () => {
    let now = Date.UTC(2026, 10, 28);
    const written: string[] = [];
    const sealers = nodes.map(({ log }) => new Sealer(log, new ChainHasher(), () => new Date(now), { keptMs: 0 }));
    const sealed = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      // The server that sealed last has been idle, so both think it is their turn.
      now += IDLE_MS;
      // They take turns to begin, because a SQLite file lets its writers in one after the other.
      const order = round % 2 === 0 ? [0, 1] : [1, 0];
      await Promise.all(
        order.map(async (at) => {
          const { log } = nodes[at]!;
          const rows = Array.from({ length: AT_ONCE }, (_, each) =>
            rowOf(timedId(now), now, { interaction: 'read', requestId: `${at}-${round}-${each}`, status: 200 }),
          );
          written.push(...rows.map(({ id }) => id));
          // A sealer that finds at its commit that the chain has moved on seals nothing and tries again.
          const [, count] = await Promise.all([log.add(rows), sealers[at]!.sealAll()]);
          sealed[at]! += count;
        }),
      );
    }
    await database.caughtUp();
    now += IDLE_MS;
    await sealers[0]!.sealAll();
    await database.caughtUp();
    for (const { log } of nodes) {
      for await (const { faults } of verifyChain(log, new ChainHasher(), [])) expect(faults).toEqual([]);
      expect(await log.counts()).toEqual({ rows: written.length, waiting: 0 });
      const kept = await log.find({ clause: { kind: 'all', clauses: [] }, descending: false, count: 1_000 });
      expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(written));
    }
    expect(sealed.every((count) => count > 0)).toBe(true);
  });
});
