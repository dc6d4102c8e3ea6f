import type { ServerResponse } from 'node:http';
import type { AnswerEnd } from '../plugin/hooks';
import { exchangeOf } from './exchange';

/**
 * Calls `tell` once, when the answer has been sent or the connection was lost, which may have happened already: a guard
 * of the host may take longer than its client waits.
 */
export function whenAnswered(response: ServerResponse, tell: (end: AnswerEnd) => void): void {
  const start = performance.now();
  // The response releases its socket before it emits `close`.
  const { socket } = response.req;
  const before = socket.bytesWritten;
  const end = (): void =>
    tell({
      status: response.statusCode,
      bytes: socket.bytesWritten - before,
      ms: performance.now() - start,
      aborted: !response.writableFinished,
      versionId: versionOf(response.getHeader('ETag')),
      issue: exchangeOf(response.req).issue,
    });
  // A response that is closed does not say so again.
  if (response.destroyed) setImmediate(end);
  else response.once('close', end);
}

/** @param etag `W/"3"` */
export function versionOf(etag: unknown): string | undefined {
  return typeof etag === 'string' && etag.startsWith('W/"') ? etag.slice(3, -1) : undefined;
}
