import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exchangeOf } from './exchange';

const HEADER = 'x-request-id';
const SAFE = /^[A-Za-z0-9\-._~:/+=]{1,128}$/;

/**
 * The id of a request: the client's `X-Request-Id` if it is safe to log, otherwise a new one. It stays the same for a
 * request.
 */
export function requestIdOf(request: IncomingMessage): string {
  const exchange = exchangeOf(request);
  return (exchange.requestId ??= idFrom(request.headers[HEADER]));
}

function idFrom(sent: string | string[] | undefined): string {
  return typeof sent === 'string' && SAFE.test(sent) ? sent : randomUUID();
}

/** Express middleware: returns the request id, so that a client can refer to the request. */
export function echoRequestId(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  response.setHeader('X-Request-Id', requestIdOf(request));
  next();
}
