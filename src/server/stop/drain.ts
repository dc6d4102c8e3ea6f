import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Connections } from '../../fhir';
import { allAccepted } from './all-accepted';

export interface DrainOptions {
  /** How long requests are still taken, so that balancers and clients notice, milliseconds. */
  readonly delayMs: number;
  /** How long requests have to finish once no connection is taken any more, milliseconds. */
  readonly deadlineMs: number;
}

/** How long a connection without a request may still bring one after the port is closed, milliseconds. */
const LAST_REQUEST_MS = 3_000;

/**
 * Brings a server to its end without losing a request: first it asks its clients to go elsewhere, with
 * `Connection: close` on every answer; then it closes its port and finishes what it is at; at the deadline it closes
 * the connections that are left.
 */
export class Drain {
  private readonly hurry = new AbortController();
  private drained: Promise<void> | undefined;

  constructor(
    private readonly server: Server,
    private readonly connections: Connections,
  ) {}

  get isOn(): boolean {
    return this.drained !== undefined;
  }

  /** Begins at the first call; later ones wait for the same end. */
  start(options: DrainOptions): Promise<void> {
    this.drained ??= this.run(options);
    return this.drained;
  }

  /** Waits for nothing and nobody any more. */
  cutShort(): void {
    this.hurry.abort();
  }

  private async run({ delayMs, deadlineMs }: DrainOptions): Promise<void> {
    const { server, connections } = this;
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => closeAfter(response));
    for (const response of connections.serving()) closeAfter(response);
    await this.patience(delayMs);
    if (!server.listening) return;
    // Clients that come again after each answer would keep the port busy.
    connections.hold();
    await allAccepted(server);
    const closed = once(server, 'close');
    // Not that of http: it would destroy connections whose answers are not all read, and stop looking for slow senders.
    NetServer.prototype.close.call(server);
    connections.release();
    const received = new Map([...connections.open].map((socket) => [socket, socket.bytesRead]));
    void this.patience(Math.min(LAST_REQUEST_MS, deadlineMs))
      // Timers come before what has arrived meanwhile: it is read first.
      .then(() => setImmediate())
      .then(() => this.closeIdle(received));
    void this.patience(deadlineMs).then(() => this.closeAll());
    await closed;
    // Nobody is left to wait for.
    this.hurry.abort();
  }

  /** @param received how many bytes each connection had brought when the port was closed */
  private closeIdle(received: ReadonlyMap<Socket, number>): void {
    for (const socket of this.connections.open) {
      const response = this.connections.servingOn(socket);
      if (response) response.once('close', () => socket.destroySoon());
      else if (socket.bytesRead === (received.get(socket) ?? 0)) socket.destroySoon();
    }
  }

  private closeAll(): void {
    for (const socket of this.connections.open) socket.destroy();
    this.server.closeAllConnections();
  }

  /** Resolves after a time, or as soon as there is a hurry. */
  private patience(milliseconds: number): Promise<void> {
    const { signal } = this.hurry;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(over, milliseconds);
      signal.addEventListener('abort', over, { once: true });
    });
  }
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
