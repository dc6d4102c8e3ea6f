import { createServer, type Server, type ServerResponse } from 'node:http';
import { RawConnection } from '../../../../test/support/raw-http';
import { type Connections, MOST_WAITING } from './connections';
import { guardServer } from './guard-server';
import { InFlight } from './in-flight';
import { hasRoom, sendAnswer } from './send-answer';

const turn = (): Promise<void> => new Promise(setImmediate);
const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const MB = 1024 ** 2;

let server: Server;
let connections: Connections;
let answer: (response: ServerResponse) => unknown;
beforeEach(async () => {
  server = createServer((_request, response) => answer(response));
  connections = guardServer(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the requests of a connection', () => {
  it('are served one after the other', async () => {
    const begun: ServerResponse[] = [];
    answer = (response) => void begun.push(response);
    const client = new RawConnection(server);
    client.socket.write(REQUEST.repeat(3));
    for (const number of [1, 2, 3]) {
      while (begun.length < number) await turn();
      await turn();
      expect(begun).toHaveLength(number);
      begun[number - 1]!.end(String(number));
      await client.until((received) => received.split('HTTP/1.1 200').length > number);
    }
    client.socket.destroy();
  });

  it('are as many as may wait; with one more it is cut', async () => {
    answer = () => undefined;
    const patient = new RawConnection(server);
    patient.socket.write(REQUEST.repeat(1 + MOST_WAITING));
    const pushing = new RawConnection(server);
    pushing.socket.write(REQUEST.repeat(2 + MOST_WAITING));
    await pushing.end().catch(() => undefined);
    expect(connections.count).toBe(1);
    patient.socket.destroy();
    while (connections.count > 0) await turn();
  });

  it('are not served any more when the client is gone', async () => {
    const begun: ServerResponse[] = [];
    answer = (response) => void begun.push(response);
    const client = new RawConnection(server);
    client.socket.write(REQUEST.repeat(3));
    while (begun.length === 0) await turn();
    client.socket.destroy();
    while (connections.count > 0) await turn();
    await turn();
    expect(begun).toHaveLength(1);
  });
});

describe('answers that are not read', () => {
  /** Larger than the buffers of a connection. */
  const LARGE = 'x'.repeat(24 * MB);

  it('hold memory until they are, or until the client is gone; short answers are sent meanwhile', async () => {
    const inFlight = new InFlight(90 * MB);
    const { answers } = inFlight.budgets;
    answer = (response) => {
      const text = response.req.url === '/large' ? LARGE : 'small';
      if (!hasRoom(response, text.length, inFlight)) return response.writeHead(503).end();
      response.setHeader('Content-Length', text.length);
      sendAnswer(response, text, text.length);
    };
    const ask = (path: string): RawConnection =>
      new RawConnection(server).send([`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close']);
    const unread = ask('/large');
    unread.socket.pause();
    while (answers.used === 0) await turn();

    expect((await ask('/large').answer()).status).toBe(503);
    expect((await ask('/').answer()).body).toBe('small');

    unread.socket.resume();
    expect((await unread.answer()).body.length).toBe(LARGE.length);
    while (answers.used > 0) await turn();
    const leaving = ask('/large');
    await leaving.until((received) => received.length > 0);
    leaving.socket.destroy();
    while (answers.used > 0) await turn();
    expect(answers.refused).toBe(1);
  });
});
