import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isUnfinished } from './body-presence';
import { endLingering } from './end-lingering';
import type { InFlight } from './in-flight';

/** Handed to the connection at once, bytes. What is longer waits in pieces, so that it is seen whether its reader reads. */
const PIECE = 64 * 1024;
/** What compressing an answer costs beside its text. */
const COMPRESSION = 256 * 1024;

/**
 * Whether there is room for an answer until its client has read it. A short one is not counted: a connection has one
 * answer at a time, so that there are no more of them than connections.
 */
export function hasRoom(response: ServerResponse, bytes: number, inFlight: InFlight): boolean {
  const { req: request } = response;
  const compressed = request.headers['accept-encoding'] !== undefined;
  if (bytes <= PIECE && !compressed) return true;
  return inFlight.of(request, response).answer(bytes + (compressed ? COMPRESSION : 0));
}

/** Ends an answer whose headers are set. */
export function sendAnswer(response: ServerResponse, text: string | undefined, bytes: number): void {
  if (isUnfinished(response.req)) endLingering(response, text);
  else if (text === undefined || bytes <= PIECE) response.end(text);
  else sendInPieces(response, Buffer.from(text));
}

/**
 * Ends an answer whose headers are set with what comes piece by piece, no faster than it is read. Where that breaks off, so
 * does the connection: the client sees that there is less than was told.
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
  // Listens first: what compresses knows only listeners that were there when the headers went out.
  response.on('drain', send);
  send();
}
