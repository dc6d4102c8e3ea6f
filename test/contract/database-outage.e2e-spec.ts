import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { ResourceStore, StoredVersion, UnitOfWork } from '../../src/fhir';
import { DEFAULT_LIMITS, type DatabaseLimits } from '../../src/persistence';
import { parseDatabaseUrl, type ServerAddress } from '../../src/persistence/database-url';
import { MysqlDatabase } from '../../src/persistence/sql/mysql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import { databases, onServer, type TestDatabase } from '../support/databases';
import { openSqlStore } from './open-sql-store';
import { gate } from '../../src/testing/store/suite';
import { versionOf, write } from './resource-store.contract';
import { draftOf } from '../support/draft-of';

const TYPE = 'Organization';
const SHORT: DatabaseLimits = {
  ...DEFAULT_LIMITS,
  connectTimeoutMs: 200,
  acquireTimeoutMs: 300,
  statementTimeoutMs: 300,
};
/** Short only where the end of it is awaited: the rest has the time it needs on a busy machine. */
const PATIENT: DatabaseLimits = {
  ...DEFAULT_LIMITS,
  connectTimeoutMs: 30_000,
  acquireTimeoutMs: 30_000,
  lockWaitMs: 30_000,
};
const unavailable = expect.objectContaining({ kind: 'unavailable' });

function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}

function databaseAt(url: string, limits = SHORT, poolSize = 2): MysqlDatabase {
  return new MysqlDatabase(parseDatabaseUrl(url) as ServerAddress, poolSize, limits);
}

describe('a server that cannot be reached', () => {
  it('is reported at once when nothing listens on its port', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const database = databaseAt(`mysql://root@127.0.0.1:${port}/ror`);
    await expect(new SqlResourceStore(database).ping()).rejects.toEqual(unavailable);
    await database.close();
  });

  it('is reported in time when it accepts the connection but does not answer, also to those in the queue', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => void sockets.push(socket));
    const database = databaseAt(`mysql://root@127.0.0.1:${await listen(server)}/ror`);
    const store = new SqlResourceStore(database);
    const asked = Array.from({ length: 10 }, (_, n) =>
      n % 2 === 0 ? store.read(TYPE, 'a') : store.transaction((unit) => unit.write(draftOf(versionOf('a', 1)), null)),
    );
    for (const outcome of await Promise.allSettled(asked))
      expect(outcome).toEqual({ status: 'rejected', reason: unavailable });
    await database.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('refuses a request when the queue is full', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => void sockets.push(socket));
    const url = `mysql://root@127.0.0.1:${await listen(server)}/ror`;
    const database = databaseAt(url, { ...SHORT, queueLimit: 1, connectTimeoutMs: 5_000, acquireTimeoutMs: 5_000 }, 1);
    const waiting = [database.rows('SELECT 1', []), database.rows('SELECT 1', [])];
    await expect(database.rows('SELECT 1', [])).rejects.toMatchObject({ fault: 'unavailable' });
    for (const socket of sockets) socket.destroy();
    const closing = database.close();
    server.close();
    for (const outcome of await Promise.allSettled(waiting)) expect(outcome.status).toBe('rejected');
    await closing;
  });
});

for (const { name, createDatabase } of databases.filter((kind) => kind.name !== 'SQLite')) {
  describe(`${name} in trouble`, () => {
    let created: TestDatabase;
    let server: URL;
    let database: MysqlDatabase;
    let store: ResourceStore;

    beforeAll(async () => {
      created = await createDatabase();
      server = new URL(created.url);
      await (await openSqlStore({ url: created.url })).close();
      database = databaseAt(created.url, PATIENT, 5);
      store = new SqlResourceStore(database);
    });
    afterAll(async () => {
      await database.close();
      await created.drop();
    });

    /** Makes version n+1 of the current version n, so that the unit of work can be repeated. */
    async function touch(unit: UnitOfWork, id: string): Promise<void> {
      const current = (await unit.read(TYPE, id)) as StoredVersion;
      await unit.write(draftOf(versionOf(id, Number(current.versionId) + 1)), current.versionId);
    }

    it('retries the victim of a deadlock, unnoticed by the client', async () => {
      const [x, y] = [randomUUID(), randomUUID()];
      await write(store, versionOf(x, 1));
      await write(store, versionOf(y, 1));
      const [xIsLocked, yIsLocked, oneIsDone] = [gate(), gate(), gate()];
      let runs = 0;
      const crossing = (
        first: string,
        second: string,
        mine: ReturnType<typeof gate>,
        others: ReturnType<typeof gate>,
      ) => {
        let isVictim = false;
        const work = store.transaction(async (unit) => {
          runs++;
          // What it reads before the other one commits would be stale by the time it writes.
          if (isVictim) await oneIsDone.opened;
          isVictim = true;
          await touch(unit, first);
          mine.open();
          await others.opened;
          await touch(unit, second);
        });
        return work.finally(oneIsDone.open);
      };
      await Promise.all([crossing(x, y, xIsLocked, yIsLocked), crossing(y, x, yIsLocked, xIsLocked)]);
      expect(runs).toBeGreaterThan(2);
      expect((await store.read(TYPE, x))?.versionId).toBe('3');
      expect((await store.read(TYPE, y))?.versionId).toBe('3');
    });

    it('gives up on a row that stays locked, and writes it once it is free', async () => {
      const id = randomUUID();
      await write(store, versionOf(id, 1));
      const [isLocked, mayEnd] = [gate(), gate()];
      const holding = store.transaction(async (unit) => {
        await touch(unit, id);
        isLocked.open();
        await mayEnd.opened;
        throw new Error('never mind');
      });
      await isLocked.opened;
      const impatient = databaseAt(created.url, { ...PATIENT, lockWaitMs: 1_000 });
      await expect(write(new SqlResourceStore(impatient), versionOf(id, 2))).rejects.toEqual(unavailable);
      await impatient.close();
      expect((await store.read(TYPE, id))?.versionId).toBe('1');
      mayEnd.open();
      await expect(holding).rejects.toThrow('never mind');
      await write(store, versionOf(id, 2));
    });

    it('keeps nothing of a transaction whose connection is killed, and continues on another connection', async () => {
      const id = randomUUID();
      const transaction = await database.begin();
      const [row] = await transaction.rows('SELECT CONNECTION_ID()', []);
      const work = store.transaction(async (unit) => {
        await unit.write(draftOf(versionOf(id, 1)), null);
        const [own] = await database.rows(
          // The connection that has written something; an idle one has no such entry.
          `SELECT trx_mysql_thread_id FROM information_schema.innodb_trx
            JOIN information_schema.processlist ON id = trx_mysql_thread_id WHERE db = DATABASE() AND id <> ?`,
          [Number(row?.[0])],
        );
        await onServer(server, `KILL ${Number(own?.[0])}`);
        await unit.write(draftOf(versionOf(randomUUID(), 1)), null);
      });
      await expect(work).rejects.toEqual(unavailable);
      await transaction.rollback();
      expect(await store.read(TYPE, id)).toBeUndefined();
      await write(store, versionOf(id, 1));
    });

    it('reports in time that all connections are in use', async () => {
      const impatient = databaseAt(created.url, { ...PATIENT, acquireTimeoutMs: 3_000 });
      const held = await Promise.all(Array.from({ length: 2 }, () => impatient.begin()));
      const other = new SqlResourceStore(impatient);
      await expect(other.read(TYPE, 'a')).rejects.toEqual(unavailable);
      for (const transaction of held) await transaction.rollback();
      await other.ping();
      await impatient.close();
    });

    it('recovers by itself after the server froze, and after it was down', async () => {
      const line = await Line.to(server);
      const behind = databaseAt(line.url, { ...PATIENT, statementTimeoutMs: 2_000 });
      const distant = new SqlResourceStore(behind);
      await distant.ping();

      line.freeze();
      await expect(distant.read(TYPE, 'a')).rejects.toEqual(unavailable);
      line.thaw();
      await distant.ping();

      await line.cut();
      await expect(distant.read(TYPE, 'a')).rejects.toEqual(unavailable);
      await line.mend();
      await distant.ping();

      await behind.close();
      await line.cut();
    });
  });
}

/** A connection to the server that can be frozen or cut. */
class Line {
  private frozen = false;
  private readonly sockets = new Set<Socket>();
  private readonly listener = createServer((near) => {
    const far = connect(Number(this.target.port || 3306), this.target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => void (this.frozen || to.write(chunk)));
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
  });
  private port = 0;

  private constructor(private readonly target: URL) {}

  static async to(target: URL): Promise<Line> {
    const line = new Line(target);
    line.port = await listen(line.listener);
    return line;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  freeze(): void {
    this.frozen = true;
  }

  thaw(): void {
    this.frozen = false;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.listener.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    await closed;
  }

  async mend(): Promise<void> {
    await listen(this.listener, this.port);
  }
}
