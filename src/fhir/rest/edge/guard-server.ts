import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket } from 'node:net';
import { ENGLISH, type Language, type LanguageTag, speakLanguages } from '../../messages';
import { Connections } from './connections';
import { endLingering, LINGER_MS } from './end-lingering';
import { noteExpectation } from './expect-continue';
import { noteFault, noteUnknownExpectation } from './request-fault';
import { CONNECT_REFUSED, refusalOf, told, writtenOut, type UnreadRefusal } from './unread-refusal';

export interface GuardOptions {
  /** Language of answers to unreadable requests. */
  readonly language?: LanguageTag;
}

/**
 * Puts itself between a server and its application: requests of a connection are served in order, and requests that
 * Node would reject itself are answered with an OperationOutcome. Call it once, after the application has subscribed to
 * `request`. The middleware {@link refuseFaulty} must be the first of the application that can refuse a request.
 */
export function guardServer(server: Server, { language = 'en' }: GuardOptions = {}): Connections {
  const connections = new Connections(server);
  const application = server.listeners('request') as RequestListener[];
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    for (const listener of application) listener.call(server, request, response);
  };
  // Otherwise Node itself would answer requests without Host.
  Object.assign(server, { requireHostHeader: false });
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    noteFault(request);
    connections.take(request, response, () => serve(request, response));
  });
  server.on('checkContinue', (request, response) => {
    noteExpectation(request);
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request, response) => {
    noteUnknownExpectation(request);
    connections.take(request, response, () => serve(request, response));
  });
  const refuse = refuser(connections, speakLanguages(language)[0] ?? ENGLISH);
  server.on('clientError', (error, socket) => refuse(socket, refusalOf(error)));
  server.on('connect', (_request, socket) => refuse(socket, CONNECT_REFUSED));
  return connections;
}

type Refuse = (socket: Duplex, refusal: UnreadRefusal) => void;

function refuser(connections: Connections, language: Language): Refuse {
  const refused = new WeakSet<Duplex>();
  return function refuse(socket, refusal) {
    const serving = socket instanceof Socket ? connections.servingOn(socket) : undefined;
    if (serving?.req.complete) {
      // Earlier requests are answered first.
      serving.once('close', () => refuse(socket, refusal));
      return;
    }
    // After the first error, nothing on the connection can be read.
    if (refused.has(socket)) return;
    refused.add(socket);
    connections.unread += 1;
    if (!socket.writable || serving?.headersSent) {
      socket.destroy();
    } else if (serving) {
      // The error is in the body of the request being served.
      const { headers, text } = told(refusal, language);
      serving.statusCode = refusal.status;
      for (const [name, value] of Object.entries(headers)) serving.setHeader(name, value);
      endLingering(serving, text);
    } else {
      socket.end(writtenOut(refusal, language));
      setTimeout(() => socket.destroy(), LINGER_MS).unref();
      socket.resume();
    }
  };
}
