import { fork } from 'node:child_process';
import { join } from 'node:path';
import { assertVersions, fill } from '../bench-database';
import { Cleanup } from '../cleanup';
import type { Engine } from '../engines';
import { idAt, TYPE } from '../fixtures';
import { Companion, type ServerProcess, startServer } from '../processes';
import { Client } from './client';
import { CONNECTIONS, type Durations } from './plan';
import { type LargeFigures, measureLarge } from './large';
import type { Kind } from './requests';
import type { StoreOrder } from './store-rate';
import { requests, selects } from './subjects';
import { inTurns, type Measured, type Subject } from './turns';

export interface EngineFigures {
  readonly engine: Pick<Engine, 'name' | 'version' | 'durability'>;
  readonly writes: Readonly<Record<'one' | 'several' | 'linked' | 'postsInTurn' | 'posts', Measured>>;
  readonly reads: Readonly<Record<'batch' | 'batches' | 'gets' | 'bareGets' | 'selects', Measured>>;
  readonly large: LargeFigures;
}

/** Measures all figures of one engine; afterwards the tables must hold what was answered. */
export async function measureEngine(
  engine: Engine,
  folder: string,
  durations: Durations,
  cleanup: Cleanup,
): Promise<EngineFigures> {
  const own = new Cleanup();
  cleanup.add(() => own.run());
  const start = async (name: 'ours' | 'bare'): Promise<ServerProcess> => {
    const logFile = join(folder, `${engine.name}-${name}.log`);
    const server = await startServer(name, { databaseUrl: engine.url, logFile, firstPath: `/fhir/${TYPE}/${idAt(0)}` });
    own.add(() => server.stop());
    return server;
  };
  try {
    const client = new Client();
    own.add(() => client.stop());
    // It creates the tables.
    const ours = await start('ours');
    const database = await engine.open();
    own.add(() => database.close());
    await fill(database);
    const subject = (name: string, kind: Kind, connections: number, server = ours): Subject =>
      requests(name, { kind, server, client, connections });
    const bare = await start('bare');
    const store = new Companion<StoreOrder, number>(fork(join(__dirname, 'store-rate.js')));
    own.add(() => store.stop());
    const reads = await inTurns(
      {
        batch: subject('batches of 100 reads, one after the other', 'batch of reads', 1),
        batches: subject(`batches of 100 reads, ${CONNECTIONS} at once`, 'batch of reads', CONNECTIONS),
        gets: subject(`GETs at ${CONNECTIONS} connections`, 'GET', CONNECTIONS),
        bareGets: subject(`GETs of the bare server at ${CONNECTIONS} connections`, 'GET', CONNECTIONS, bare),
        selects: selects('SELECTs by key of the driver alone', engine.url, store),
      },
      durations,
    );
    await Promise.all([bare.stop(), store.stop()]);
    const writes = await inTurns(
      {
        one: subject('transactions of 100 creates, one after the other', 'transaction', 1),
        several: subject(`transactions of 100 creates, ${CONNECTIONS} at once`, 'transaction', CONNECTIONS),
        linked: subject(`import: the same with links, ${CONNECTIONS} at once`, 'linked transaction', CONNECTIONS),
        postsInTurn: subject('POSTs at 1 connection', 'POST', 1),
        posts: subject(`POSTs at ${CONNECTIONS} connections`, 'POST', CONNECTIONS),
      },
      durations,
    );
    await ours.stop();
    const large = await measureLarge(await start('ours'), client, durations.largeTurns);
    await assertVersions(database, client.created);
    const { name, version, durability } = engine;
    return { engine: { name, version, durability }, writes, reads, large };
  } finally {
    await own.run();
  }
}
