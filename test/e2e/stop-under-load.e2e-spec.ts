import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writer } from '../../bench/overload/writer';
import { answerIn, RawConnection } from '../support/raw-http';
import { ServerProcess } from '../support/server-process';
import { startTestApp } from '../support/test-app';

/**
 * Seconds in which clients are asked to disconnect, and seconds for requests in progress to finish: enough on a machine
 * that is busy with other tests.
 */
const STOP = { STOP_DELAY: '2', STOP_TIMEOUT: '8' };

describe('SIGTERM under eight writers that keep their connections, and clients that leave requests unfinished', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stop-'));
  const DATABASE_URL = `sqlite:${join(folder, 'stop.db')}`;
  let server: ServerProcess;
  let writers: Writer[];
  let unfinished: RawConnection[];
  let exitCode: number | null;
  const draining: { status: number; connection?: string; body: unknown }[] = [];

  beforeAll(async () => {
    server = await ServerProcess.start({ DATABASE_URL, UPDATE_CREATE: 'true', ...STOP });
    unfinished = [
      'PUT /fhir/Organization/half HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{',
      'GET /fhir/metadata HTTP/1.1\r\nHo',
    ].map((text) => {
      const connection = new RawConnection(server);
      connection.socket.write(text);
      return connection;
    });
    writers = Array.from({ length: 8 }, (_, n) => new Writer(server.port, n));
    const turn = (): Promise<void> => new Promise(setImmediate);
    while (writers.some(({ written }) => written < 3)) await turn();
    const ended = server.endAfter('SIGTERM');
    draining.push(await notReady());
    exitCode = await ended;
    await Promise.all(writers.map(({ done }) => done));
  });
  afterAll(async () => {
    await server.kill();
    rmSync(folder, { recursive: true });
  });

  /** The first answer of `/health/ready` after the signal has arrived. */
  async function notReady(): Promise<(typeof draining)[number]> {
    for (;;) {
      const connection = new RawConnection(server).send(['GET /health/ready HTTP/1.1', 'Host: x']);
      const received = await connection.until((text) => text.includes('}'));
      const { status, headers, body } = answerIn(received);
      connection.socket.destroy();
      if (status !== 200) return { status, connection: headers['connection'], body: JSON.parse(body) };
    }
  }

  it('is not ready while it drains, and asks clients to disconnect', () => {
    expect(draining).toEqual([
      { status: 503, connection: 'close', body: expect.objectContaining({ status: 'down', stopping: true }) },
    ]);
  });

  it('ends by itself, without an error', () => {
    expect(exitCode).toBe(0);
  });

  it('closes the connections whose requests are not finished', async () => {
    await Promise.all(unfinished.map((connection) => connection.end().catch(() => undefined)));
    expect(unfinished.map(({ socket }) => socket.closed)).toEqual([true, true]);
  });

  it('answers each request that was sent', () => {
    expect(writers.map(({ lost, refused }) => ({ lost, refused }))).toEqual(
      writers.map(() => ({ lost: 0, refused: 0 })),
    );
  });

  it('has stored each write that was acknowledged', async () => {
    const after = await startTestApp({ DATABASE_URL });
    try {
      for (const { id, written } of writers) {
        const { body } = await after.send('get', `/Organization/${id}`).expect(200);
        expect(body).toMatchObject({ name: String(written - 1), meta: { versionId: String(written) } });
      }
    } finally {
      await after.close();
    }
  });
});
