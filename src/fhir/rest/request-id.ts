import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exchangeOf } from './exchange';

const HEADER = 'x-request-id';
const SAFE = /^[A-Za-z0-9\-._~:/+=]{1,128}$/;

/** The id of a request: the client's `X-Request-Id` where it is safe to log, else a new one. Always the same for one request. */
export function requestIdOf(request: IncomingMessage): string {
  const exchange = exchangeOf(request);
  return (exchange.requestId ??= idFrom(request.headers[HEADER]));
}

function idFrom(sent: string | string[] | undefined): string {
  return typeof sent === 'string' && SAFE.test(sent) ? sent : randomUUID();
}

/** Express middleware: echoes the id, so that a client can name the request it asks about. */
export function echoRequestId(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  response.setHeader('X-Request-Id', requestIdOf(request));
  next();
}
