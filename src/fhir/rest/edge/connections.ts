import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';

/** State of a connection. */
interface State {
  serving: ServerResponse | undefined;
  /** Pipelined requests that wait for the previous answer, in order. */
  readonly waiting: { readonly response: ServerResponse; readonly serve: () => void }[];
}

/** Maximum number of waiting requests per connection. A client that pipelines more without reading is disconnected. */
export const MOST_WAITING = 32;

/**
 * Serves the requests of a connection one after another. Their answers must be sent in that order anyway. Served
 * concurrently, one connection could fill the memory with answers that cannot be sent yet.
 */
export class Connections {
  private readonly states = new Map<Socket, State>();
  private held: (() => unknown)[] | undefined;

  constructor(server: Server) {
    const ready = server instanceof TlsServer ? 'secureConnection' : 'connection';
    server.on(ready, (socket: Socket) => this.opened(socket));
  }

  /** Number of inputs that were not a readable request. */
  unread = 0;

  get count(): number {
    return this.states.size;
  }

  /** All open connections. */
  get open(): Iterable<Socket> {
    return this.states.keys();
  }

  /** The answers being made or sent. */
  *serving(): Iterable<ServerResponse> {
    for (const { serving } of this.states.values()) if (serving) yield serving;
  }

  servingOn(socket: Socket): ServerResponse | undefined {
    return this.states.get(socket)?.serving;
  }

  /** Suspends new requests until {@link release}. Clients that wait for an answer open no further connections. */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const serve of held) serve();
  }

  /** Serves a request now, or after the ones before it. */
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
