import { connect, type Socket } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

/** An answer as received over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection that sends anything, well-formed or not. */
export class RawConnection {
  private received = '';
  private failure: Error | undefined;
  private readonly closed: Promise<void>;
  readonly socket: Socket;

  constructor(server: Pick<Server, 'address'>) {
    this.socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    this.socket.setEncoding('utf8');
    this.socket.on('data', (text: string) => (this.received += text));
    this.socket.on('error', (error) => (this.failure = error));
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  /** Sends the lines of a request, then its body. */
  send(lines: readonly string[], body = ''): this {
    this.socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
    return this;
  }

  /** Waits until the received text satisfies a condition. */
  async until(holds: (received: string) => boolean): Promise<string> {
    while (!holds(this.received)) {
      if (this.socket.closed)
        throw this.failure ?? new Error(`Closed after ${JSON.stringify(this.received.slice(0, 500))}`);
      await new Promise(setImmediate);
    }
    return this.received;
  }

  /** Everything received until the server closed the connection. @throws Error when it was reset */
  async end(): Promise<string> {
    await this.closed;
    if (this.failure) throw this.failure;
    return this.received;
  }

  /** The last answer of a connection that the server closed. */
  async answer(): Promise<RawAnswer> {
    return answerIn(await this.end());
  }
}

/** The last answer in the text received over a connection. */
export function answerIn(received: string): RawAnswer {
  const last = received.slice(received.lastIndexOf('HTTP/1.1 '));
  const [head = '', body = ''] = last.split('\r\n\r\n', 2);
  const [line = '', ...headers] = head.split('\r\n');
  return {
    status: Number(line.split(' ')[1]),
    headers: Object.fromEntries(
      headers.map((header) => {
        const colon = header.indexOf(':');
        return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
      }),
    ),
    body,
  };
}
