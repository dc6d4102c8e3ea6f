import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Connections } from '../../fhir';
import { allAccepted } from './all-accepted';

export interface DrainOptions {
  /** How long requests are still accepted, so that load balancers and clients notice, milliseconds. */
  readonly delayMs: number;
  /** How long requests have to finish once the port is closed, milliseconds. */
  readonly deadlineMs: number;
}

/** How long an idle connection may still send a request after the port is closed, milliseconds. */
const LAST_REQUEST_MS = 3_000;

/**
 * Stops a server without losing a request: first it asks clients to go elsewhere, with `Connection: close` on every
 * answer; then it closes its port and finishes the requests in progress; at the deadline it closes the remaining
 * connections.
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

  /** Starts at the first call; later calls wait for the same end. */
  start(options: DrainOptions): Promise<void> {
    this.drained ??= this.run(options);
    return this.drained;
  }

  /** Ends every wait at once. */
  cutShort(): void {
    this.hurry.abort();
  }

  private async run({ delayMs, deadlineMs }: DrainOptions): Promise<void> {
    const { server, connections } = this;
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => closeAfter(response));
    for (const response of connections.serving()) closeAfter(response);
    await this.patience(delayMs);
    if (!server.listening) return;
    // Clients that reconnect after each answer would keep the port busy.
    connections.hold();
    await allAccepted(server);
    const closed = once(server, 'close');
    // Not http's own close(), which would destroy connections with unread answers and stop the checks for slow senders.
    NetServer.prototype.close.call(server);
    connections.release();
    const received = new Map([...connections.open].map((socket) => [socket, socket.bytesRead]));
    void this.patience(Math.min(LAST_REQUEST_MS, deadlineMs))
      // Timers run before the poll phase; this lets data that has already arrived be read first.
      .then(() => setImmediate())
      .then(() => this.closeIdle(received));
    void this.patience(deadlineMs).then(() => this.closeAll());
    await closed;
    // Nothing is left to wait for.
    this.hurry.abort();
  }

  /** @param received bytes read from each connection when the port was closed */
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

  /** Resolves after a time, or as soon as the drain is cut short. */
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
