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
  /** What those are told in who sent nothing that could be read. */
  readonly language?: LanguageTag;
}

/**
 * Stands between a server and the application behind it: requests are served in turn, and whatever Node would refuse
 * in words of its own is refused with an OperationOutcome. To be called once, after the application has begun to listen
 * to `request`; the middleware {@link refuseFaulty} has to be the first of the application that may refuse.
 */
export function guardServer(server: Server, { language = 'en' }: GuardOptions = {}): Connections {
  const connections = new Connections(server);
  const application = server.listeners('request') as RequestListener[];
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    for (const listener of application) listener.call(server, request, response);
  };
  // Node would answer by itself that there is no Host.
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
      // What came before comes first.
      serving.once('close', () => refuse(socket, refusal));
      return;
    }
    // What follows the first fault cannot be read either.
    if (refused.has(socket)) return;
    refused.add(socket);
    connections.unread += 1;
    if (!socket.writable || serving?.headersSent) {
      socket.destroy();
    } else if (serving) {
      // It is the body of a request that is being served.
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
