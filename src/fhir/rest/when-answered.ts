import type { ServerResponse } from 'node:http';
import type { AnswerEnd } from '../plugin/hooks';
import { exchangeOf } from './exchange';

/** Calls `tell` once, when the answer has been sent or the connection was lost. */
export function whenAnswered(response: ServerResponse, tell: (end: AnswerEnd) => void): void {
  const start = performance.now();
  // The response releases its socket before it emits `close`.
  const { socket } = response.req;
  const before = socket.bytesWritten;
  response.once('close', () => {
    tell({
      status: response.statusCode,
      bytes: socket.bytesWritten - before,
      ms: performance.now() - start,
      aborted: !response.writableFinished,
      versionId: versionOf(response.getHeader('ETag')),
      issue: exchangeOf(response.req).issue,
    });
  });
}

/** @param etag `W/"3"` */
export function versionOf(etag: unknown): string | undefined {
  return typeof etag === 'string' && etag.startsWith('W/"') ? etag.slice(3, -1) : undefined;
}
