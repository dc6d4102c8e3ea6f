import { constants, crc32, deflateRaw, inflateRaw, type ZlibOptions } from 'node:zlib';
import { promisify } from 'node:util';

const deflate = promisify<Uint8Array, ZlibOptions, Buffer>(deflateRaw);
const inflate = promisify<Uint8Array, ZlibOptions, Buffer>(inflateRaw);

/** A file that is kept in pieces, as far as one has to know it to send it. */
export interface PackedFile {
  /** Of the text. */
  readonly bytes: number;
  /** Of all pieces together, as they are kept. */
  readonly packed: number;
  readonly pieces: number;
  /** CRC-32 of the text. */
  readonly crc: number;
}

export const EMPTY_FILE: PackedFile = { bytes: 0, packed: 0, pieces: 0, crc: 0 };

/**
 * Pieces of text are kept as DEFLATE without an end (RFC 1951), each of whole bytes: put one after the other between a head and a
 * tail of gzip, they are one gzip file, and nothing has to be compressed again for whoever takes gzip. Clients read the first
 * member of a gzip file and forget the others, so that it must be one.
 */
export async function pack(text: Uint8Array): Promise<Buffer> {
  return deflate(text, { level: constants.Z_BEST_SPEED, finishFlush: constants.Z_SYNC_FLUSH });
}

/** The file with one piece more. */
export function withPiece(file: PackedFile, text: Uint8Array, piece: Uint8Array): PackedFile {
  return {
    bytes: file.bytes + text.length,
    packed: file.packed + piece.length,
    pieces: file.pieces + 1,
    crc: crc32(text, file.crc),
  };
}

export function unpack(piece: Uint8Array): Promise<Buffer> {
  return inflate(piece, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** No name, no time, compressed fast, by whatever system. @see https://www.rfc-editor.org/rfc/rfc1952 */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255]);
/** An empty last block. */
const DEFLATE_END = Buffer.from([3, 0]);

export function gzipBytes({ packed }: PackedFile): number {
  return GZIP_HEAD.length + packed + DEFLATE_END.length + 8;
}

/** The file as gzip. @param pieces as they are kept, in their order */
export async function* gzipOf(file: PackedFile, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield GZIP_HEAD;
  yield* pieces;
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(file.crc, 0);
  tail.writeUInt32LE(file.bytes % 2 ** 32, 4);
  yield Buffer.concat([DEFLATE_END, tail]);
}

/** The file as it was before it was packed. */
export async function* textOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield unpack(piece);
}
