import type { IncomingMessage, ServerResponse } from 'node:http';
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
  const compressed = isCompressible(request);
  if (bytes <= PIECE && !compressed) return true;
  return inFlight.of(request, response).answer(bytes + (compressed ? COMPRESSION : 0));
}

function isCompressible({ headers }: IncomingMessage): boolean {
  return headers['accept-encoding'] !== undefined;
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
  const isLong = text !== undefined && bytes > PIECE;
  if (isLong && !isUnfinished(response.req)) {
    sendInPieces(response, typeof text === 'string' ? [Buffer.from(text)] : partsOf(text, bytes, response));
    return;
  }
  const data = text instanceof LongText ? text.encode(bytes) : text;
  if (isUnfinished(response.req)) endLingering(response, data);
  else response.end(data);
}

/** Compression takes every part to another thread, so they should be few. */
function partsOf(text: LongText, bytes: number, { req: request }: ServerResponse): readonly Uint8Array[] {
  return isCompressible(request) ? [text.encode(bytes)] : text.parts();
}

/**
 * Streams an answer whose headers are set, no faster than the client reads. If the source fails, the connection is
 * closed, and the client notices that the answer is shorter than announced.
 *
 * Two listeners for all of it: `pipeline` adds so many to a response that Node warns of a leak.
 */
export async function sendPieces(response: ServerResponse, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  let goOn = (): void => undefined;
  // Listen before the first write: compression only forwards listeners added before the headers are sent.
  response.on('drain', () => goOn());
  const closed = new Promise<void>((resolve) => {
    response.once('close', resolve);
  });
  try {
    for await (const piece of pieces) {
      if (response.destroyed) return;
      const drained = new Promise<void>((resolve) => (goOn = resolve));
      if (!response.write(piece)) await Promise.race([drained, closed]);
    }
    response.end();
  } catch {
    response.destroy();
  }
  await closed;
}

/** Writes 64 KiB, and the next once the client has taken them. */
function sendInPieces(response: ServerResponse, parts: readonly Uint8Array[]): void {
  let part = 0;
  let sent = 0;
  const send = (): void => {
    let isTaken = true;
    for (let room = PIECE; part < parts.length;) {
      if (room <= 0) {
        if (!isTaken) return;
        room = PIECE;
      }
      const bytes = parts[part]!;
      const piece = bytes.subarray(sent, sent + room);
      isTaken = response.write(piece);
      room -= piece.length;
      sent += piece.length;
      if (sent === bytes.length) [part, sent] = [part + 1, 0];
    }
    response.off('drain', send);
    response.end();
  };
  // Listen before the first write: compression only forwards listeners added before the headers are sent.
  response.on('drain', send);
  send();
}
