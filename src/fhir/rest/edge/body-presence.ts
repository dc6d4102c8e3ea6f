import type { IncomingMessage } from 'node:http';

/** Whether the request has a body. @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
export function hasBody({ headers }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  const length = headers['content-length'];
  return length !== undefined && Number(length) > 0;
}

/** Whether part of the body has not arrived yet. */
export function isUnfinished(request: IncomingMessage): boolean {
  return !request.complete && hasBody(request);
}
