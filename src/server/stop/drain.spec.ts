import { createServer, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, Socket } from 'node:net';
import { guardServer } from '../../fhir';
import { answerIn, RawConnection } from '../../../test/support/raw-http';
import { Drain } from './drain';

const OPTIONS = { delayMs: 3_000, deadlineMs: 5_000 };
const GET = ['GET / HTTP/1.1', 'Host: x'];
const turn = (): Promise<void> => new Promise(setImmediate);

let server: Server;
let drain: Drain;
let held: ServerResponse[];
beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  held = [];
  server = createServer((request, response) => {
    if (request.url === '/held') held.push(response);
    else request.resume().once('end', () => response.end('done'));
  });
  drain = new Drain(server, guardServer(server));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  jest.useRealTimers();
  server.closeAllConnections();
  server.close();
});

/** Starts to drain, and tells when that is over. */
function start(): { over: boolean } {
  const state = { over: false };
  void drain.start(OPTIONS).then(() => (state.over = true));
  return state;
}

/** Advances time until the port is closed. */
async function closePort(): Promise<void> {
  jest.advanceTimersByTime(OPTIONS.delayMs);
  while (server.listening) await turn();
  await turn();
}

describe('a server that is drained', () => {
  it('accepts requests during the delay, and asks each client to disconnect', async () => {
    const client = new RawConnection(server).send(GET);
    expect(answerIn(await client.until((received) => received.endsWith('done'))).headers['connection']).toBe('keep-alive'); // prettier-ignore
    const state = start();
    await turn();
    expect((await client.send(GET).answer()).headers['connection']).toBe('close');
    expect((await new RawConnection(server).send(GET).answer()).headers['connection']).toBe('close');
    expect([server.listening, state.over]).toEqual([true, false]);
    await closePort();
    while (!state.over) await turn();
  });

  it('finishes current requests, and asks those clients to disconnect too', async () => {
    const client = new RawConnection(server).send(['GET /held HTTP/1.1', 'Host: x']);
    while (held.length === 0) await turn();
    const state = start();
    await closePort();
    jest.advanceTimersByTime(OPTIONS.deadlineMs / 2);
    await turn();
    expect(state.over).toBe(false);
    held[0]!.end('finished');
    const { headers, body } = await client.answer();
    expect([headers['connection'], body]).toEqual(['close', 'finished']);
    while (!state.over) await turn();
  });

  it('closes a connection whose answer had already started, once it is sent', async () => {
    const client = new RawConnection(server).send(['GET /held HTTP/1.1', 'Host: x']);
    while (held.length === 0) await turn();
    held[0]!.write('first');
    await client.until((received) => received.includes('first'));
    const state = start();
    await closePort();
    jest.advanceTimersByTime(OPTIONS.deadlineMs / 2);
    held[0]!.end('last');
    expect(await client.end()).toContain('last');
    while (!state.over) await turn();
  });

  it('serves requests on a connection that was open when the port closed', async () => {
    const client = new RawConnection(server);
    while (!client.socket.readyState.startsWith('open')) await turn();
    const state = start();
    await closePort();
    expect((await client.send(GET).answer()).status).toBe(200);
    while (!state.over) await turn();
  });

  it('serves requests that arrive while the port is being closed', async () => {
    const connection = new RawConnection(server);
    while (connection.socket.connecting) await turn();
    const close = jest.spyOn(NetServer.prototype, 'close');
    const state = start();
    jest.advanceTimersByTime(OPTIONS.delayMs);
    connection.send(GET);
    expect((await connection.answer()).status).toBe(200);
    expect(close).toHaveBeenCalledTimes(1);
    close.mockRestore();
    while (!state.over) await turn();
  });

  it('does not wait for connections without a request', async () => {
    const silent = new RawConnection(server);
    const kept = new RawConnection(server).send(GET);
    await kept.until((received) => received.endsWith('done'));
    while (silent.socket.connecting) await turn();
    const state = start();
    await closePort();
    jest.advanceTimersByTime(3_000);
    await silent.end();
    await kept.end();
    while (!state.over) await turn();
  });

  it.each([
    ['an unfinished body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf'],
    ['unfinished headers', 'GET / HTTP/1.1\r\nHo'],
    ['an answer that does not come', 'GET /held HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('ends at the deadline in spite of %s', async (_, text) => {
    const client = new RawConnection(server);
    client.socket.write(text);
    const [socket] = await new Promise<[{ bytesRead: number }]>((resolve) => server.once('connection', (s) => resolve([s]))); // prettier-ignore
    while (socket.bytesRead < text.length) await turn();
    const state = start();
    await closePort();
    jest.advanceTimersByTime(OPTIONS.deadlineMs);
    while (!state.over) await turn();
    await client.end().catch(() => undefined);
    expect(state.over).toBe(true);
  });

  it('ends at once when it is cut short', async () => {
    const client = new RawConnection(server).send(['GET /held HTTP/1.1', 'Host: x']);
    while (held.length === 0) await turn();
    const state = start();
    await turn();
    drain.cutShort();
    while (!state.over) await turn();
    expect(server.listening).toBe(false);
    await client.end().catch(() => undefined);
  });

  it('closes its port in spite of clients that keep coming', async () => {
    let coming = true;
    let came = 0;
    const come = (): void => {
      if (!coming) return;
      came += 1;
      // Simulates a new connection in every turn of the event loop.
      server.emit('connection', new Socket().destroy());
      setImmediate(come);
    };
    const state = start();
    await turn();
    come();
    await closePort();
    expect(came).toBeGreaterThan(1);
    coming = false;
    while (!state.over) await turn();
    expect(came).toBeLessThan(200);
  });

  it('is drained once, however often that is requested', () => {
    expect(drain.isOn).toBe(false);
    expect(drain.start(OPTIONS)).toBe(drain.start(OPTIONS));
    expect(drain.isOn).toBe(true);
    drain.cutShort();
  });
});
