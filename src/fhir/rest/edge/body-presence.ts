import type { IncomingMessage } from 'node:http';

/** Whether a body follows the headers. @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
export function hasBody({ headers }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  const length = headers['content-length'];
  return length !== undefined && Number(length) > 0;
}

/** Whether some of the body has not arrived. */
export function isUnfinished(request: IncomingMessage): boolean {
  return !request.complete && hasBody(request);
}
