import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';

/** What a connection is at. */
interface State {
  serving: ServerResponse | undefined;
  /** Requests that came before the answer to the one before them, in their order. */
  readonly waiting: { readonly response: ServerResponse; readonly serve: () => void }[];
}

/** Requests a connection may have waiting; one that sends more without reading an answer is cut. */
export const MOST_WAITING = 32;

/**
 * Serves the requests of each connection one after the other. Their answers go out in that order anyway; serving them
 * at once would let one connection fill the memory with answers that it cannot read yet.
 */
export class Connections {
  private readonly states = new Map<Socket, State>();
  private held: (() => unknown)[] | undefined;

  constructor(server: Server) {
    const ready = server instanceof TlsServer ? 'secureConnection' : 'connection';
    server.on(ready, (socket: Socket) => this.opened(socket));
  }

  /** How often something came that could not be read as a request. */
  unread = 0;

  get count(): number {
    return this.states.size;
  }

  /** All connections that are open. */
  get open(): Iterable<Socket> {
    return this.states.keys();
  }

  /** The answers that are being made or sent. */
  *serving(): Iterable<ServerResponse> {
    for (const { serving } of this.states.values()) if (serving) yield serving;
  }

  servingOn(socket: Socket): ServerResponse | undefined {
    return this.states.get(socket)?.serving;
  }

  /** Begins to serve nothing until {@link release}: who waits for an answer opens no further connection. */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const serve of held) serve();
  }

  /** Serves a request now, or in its turn. */
  take({ socket }: IncomingMessage, response: ServerResponse, serve: () => void): void {
    const state = this.states.get(socket) ?? this.opened(socket);
    if (!state.serving) return this.begin(socket, state, response, serve);
    if (state.waiting.length < MOST_WAITING) state.waiting.push({ response, serve });
    else socket.destroy();
  }

  private opened(socket: Socket): State {
    const state: State = { serving: undefined, waiting: [] };
    this.states.set(socket, state);
    socket.once('close', () => this.states.delete(socket));
    return state;
  }

  private begin(socket: Socket, state: State, response: ServerResponse, serve: () => void): void {
    state.serving = response;
    response.once('close', () => {
      state.serving = undefined;
      const next = socket.destroyed ? undefined : state.waiting.shift();
      if (next) this.begin(socket, state, next.response, next.serve);
    });
    if (this.held) this.held.push(() => response.destroyed || serve());
    else serve();
  }
}
