import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const HEADER = 'x-request-id';
const SAFE = /^[A-Za-z0-9\-._~:/+=]{1,128}$/;
const ids = new WeakMap<IncomingMessage, string>();

/** The id of a request: the client's `X-Request-Id` where it is safe to log, else a new one. Always the same for one request. */
export function requestIdOf(request: IncomingMessage): string {
  const known = ids.get(request);
  if (known) return known;
  const sent = request.headers[HEADER];
  const id = typeof sent === 'string' && SAFE.test(sent) ? sent : randomUUID();
  ids.set(request, id);
  return id;
}

/** Express middleware: echoes the id, so that a client can name the request it asks about. */
export function echoRequestId(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  response.setHeader('X-Request-Id', requestIdOf(request));
  next();
}
