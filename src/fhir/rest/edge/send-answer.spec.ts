import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendPieces } from './send-answer';

describe('an answer in pieces', () => {
  let server: Server;
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  /** @returns what the client got of it, and whether it was all */
  const received = async (send: (response: ServerResponse) => Promise<void>, client = read) => {
    let sent: Promise<void> | undefined;
    server = createServer((_, response) => void (sent = send(response)));
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const reply = await new Promise<IncomingMessage>((resolve) => {
      get({ port: (server.address() as AddressInfo).port, agent: false }, resolve);
    });
    const got = await client(reply);
    await sent;
    return got;
  };

  it('is sent in order, however much the client leaves unread', async () => {
    const pieces = Array.from({ length: 40 }, (_, index) => Buffer.alloc(64 * 1024, index));
    const got = await received((response) => sendPieces(response, each(pieces)));
    expect([got.text.equals(Buffer.concat(pieces)), got.complete]).toEqual([true, true]);
  });

  it('adds no listener for each piece, and less than half of those that Node takes for a leak', async () => {
    const counts: number[] = [];
    await received((response) => {
      const before = listenersOf(response);
      async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const piece of each(Array<Uint8Array>(20).fill(Buffer.alloc(64 * 1024)))) {
          yield piece;
          counts.push(listenersOf(response) - before);
        }
      }
      return sendPieces(response, counted());
    });
    expect(Math.max(...counts)).toBeLessThanOrEqual(5);
  });

  it('ends short when the source fails', async () => {
    let begin = (): void => undefined;
    const underway = new Promise<void>((resolve) => (begin = resolve));
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      await underway;
      throw new Error('no more');
    }
    const got = await received(
      (response) => {
        response.setHeader('Content-Length', 2);
        return sendPieces(response, failing());
      },
      (reply) => {
        begin();
        return read(reply);
      },
    );
    expect(got.complete).toBe(false);
  });

  it('releases the source when the client leaves', async () => {
    let released = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          await Promise.resolve();
          yield Buffer.alloc(64 * 1024);
        }
      } finally {
        released = true;
      }
    }
    await received(
      (response) => sendPieces(response, endless()),
      (reply) => {
        reply.destroy();
        return Promise.resolve({ text: Buffer.alloc(0), complete: false });
      },
    );
    expect(released).toBe(true);
  });
});

async function* each(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

function listenersOf(response: ServerResponse): number {
  return response.eventNames().reduce((sum, name) => sum + response.listenerCount(name), 0);
}

async function read(reply: IncomingMessage): Promise<{ text: Buffer; complete: boolean }> {
  const parts: Buffer[] = [];
  try {
    for await (const part of reply) parts.push(part as Buffer);
  } catch {
    // It was cut short, which `complete` says.
  }
  return { text: Buffer.concat(parts), complete: reply.complete };
}
