import type { ServerResponse } from 'node:http';

/** Time a client that is still sending has to read its answer, milliseconds. */
export const LINGER_MS = 2_000;

/**
 * Answers a request whose body is still arriving, and then closes the connection. Arriving data is discarded for a
 * while, because closing a connection with unread data resets it, and the client would lose the answer.
 */
export function endLingering(response: ServerResponse, data: string | Buffer | undefined): void {
  const request = response.req;
  response.setHeader('Connection', 'close');
  if (data === undefined) response.flushHeaders();
  else response.write(data);
  flushCompressed(response);
  const end = (): void => {
    clearTimeout(patience);
    response.end();
  };
  const patience = setTimeout(end, LINGER_MS).unref();
  request.once('end', end).once('close', end);
  request.resume();
}

/** A compressing response buffers small texts until it is flushed. */
function flushCompressed(response: ServerResponse & { flush?(): void }): void {
  response.flush?.();
}
