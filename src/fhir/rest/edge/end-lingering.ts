import type { ServerResponse } from 'node:http';

/** How long a client that goes on sending has to read its answer, milliseconds. */
export const LINGER_MS = 2_000;

/**
 * Ends an answer to a request whose body is still on its way, and with it the connection. What arrives is thrown away
 * for a while: a connection closed over unread data is reset, and the client loses the answer it was about to read.
 */
export function endLingering(response: ServerResponse, text: string | undefined): void {
  const request = response.req;
  response.setHeader('Connection', 'close');
  if (text === undefined) response.flushHeaders();
  else response.write(text);
  flushCompressed(response);
  const end = (): void => {
    clearTimeout(patience);
    response.end();
  };
  const patience = setTimeout(end, LINGER_MS).unref();
  request.once('end', end).once('close', end);
  request.resume();
}

/** What compresses keeps small texts to itself until it is told. */
function flushCompressed(response: ServerResponse & { flush?(): void }): void {
  response.flush?.();
}
