import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LongText } from '../long-text';
import { isUnfinished } from './body-presence';
import { endLingering } from './end-lingering';
import type { InFlight } from './in-flight';

/**
 * Answers up to this size are written at once, bytes. Longer ones are written in pieces, to notice clients that do not
 * read.
 */
const PIECE = 64 * 1024;
/** Memory for compressing an answer, besides its text, bytes. */
const COMPRESSION = 256 * 1024;

/**
 * Whether there is room for an answer until its client has read it. Short answers are not counted: each connection has
 * only one answer at a time.
 */
export function hasRoom(response: ServerResponse, bytes: number, inFlight: InFlight): boolean {
  const { req: request } = response;
  const compressed = request.headers['accept-encoding'] !== undefined;
  if (bytes <= PIECE && !compressed) return true;
  return inFlight.of(request, response).answer(bytes + (compressed ? COMPRESSION : 0));
}

export function bytesOf(text: string | LongText): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : text.bytes;
}

/**
 * Sends an answer whose headers are set.
 * @param text undefined for an answer without a body
 * @param bytes length of the text in UTF-8
 */
export function sendAnswer(response: ServerResponse, text: string | LongText | undefined, bytes: number): void {
  const data = text instanceof LongText ? text.encode(bytes) : text;
  if (isUnfinished(response.req)) endLingering(response, data);
  else if (data === undefined || bytes <= PIECE) response.end(data);
  else sendInPieces(response, typeof data === 'string' ? Buffer.from(data) : data);
}

/**
 * Streams an answer whose headers are set, no faster than the client reads. If the source fails, the connection is
 * closed, and the client notices that the answer is shorter than announced.
 */
export async function sendPieces(response: ServerResponse, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(Readable.from(pieces, { objectMode: false, highWaterMark: PIECE }), response).catch(() => undefined);
}

function sendInPieces(response: ServerResponse, bytes: Buffer): void {
  let sent = 0;
  const send = (): void => {
    while (sent < bytes.length) {
      const piece = bytes.subarray(sent, (sent += PIECE));
      if (!response.write(piece)) return;
    }
    response.off('drain', send);
    response.end();
  };
  // Listen before the first write: compression only forwards listeners added before the headers are sent.
  response.on('drain', send);
  send();
}
