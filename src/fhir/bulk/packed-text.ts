import { constants, crc32, deflateRaw, inflateRaw, type ZlibOptions } from 'node:zlib';
import { promisify } from 'node:util';

const deflate = promisify<Uint8Array, ZlibOptions, Buffer>(deflateRaw);
const inflate = promisify<Uint8Array, ZlibOptions, Buffer>(inflateRaw);

/** What must be known of a file stored in pieces in order to send it. */
export interface PackedFile {
  /** Size of the text. */
  readonly bytes: number;
  /** Size of all pieces as stored. */
  readonly packed: number;
  readonly pieces: number;
  /** CRC-32 of the text. */
  readonly crc: number;
  /**
   * Offsets of some of the pieces, so that a range can be read without everything before it; absent for older files.
   */
  readonly marks?: readonly Mark[];
}

/** Number of a piece, and the bytes before it: of the text, and as stored. */
type Mark = readonly [piece: number, bytes: number, packed: number];

/** Bytes of text between two marks. */
const MARK_BYTES = 1024 ** 2;

export const EMPTY_FILE: PackedFile = { bytes: 0, packed: 0, pieces: 0, crc: 0 };

/**
 * Compresses a piece as DEFLATE without a final block (RFC 1951), padded to whole bytes. Concatenated between a gzip
 * header and trailer, the pieces form one gzip file, so nothing is compressed again for clients that accept gzip. It
 * must be a single member, because many clients read only the first member of a gzip file.
 */
export async function pack(text: Uint8Array): Promise<Buffer> {
  return deflate(text, { level: constants.Z_BEST_SPEED, finishFlush: constants.Z_SYNC_FLUSH });
}

/** The file after a piece has been appended. */
export function withPiece(file: PackedFile, text: Uint8Array, piece: Uint8Array): PackedFile {
  const { bytes, packed, pieces, crc, marks = [] } = file;
  const isFar = bytes - (marks.at(-1)?.[1] ?? 0) >= MARK_BYTES;
  return {
    bytes: bytes + text.length,
    packed: packed + piece.length,
    pieces: pieces + 1,
    crc: crc32(text, crc),
    ...((isFar || marks.length > 0) && { marks: isFar ? [...marks, [pieces, bytes, packed]] : marks }),
  };
}

export function unpack(piece: Uint8Array): Promise<Buffer> {
  return inflate(piece, { finishFlush: constants.Z_SYNC_FLUSH });
}

/**
 * Header without name and time; fastest compression, unknown operating system.
 * @see https://www.rfc-editor.org/rfc/rfc1952
 */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255]);
/** An empty final block. */
const DEFLATE_END = Buffer.from([3, 0]);

export function gzipBytes({ packed }: PackedFile): number {
  return GZIP_HEAD.length + packed + DEFLATE_END.length + 8;
}

/** A range of bytes of a file; both ends are included. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Stored pieces in order. @param first number of the first piece */
export type PiecesFrom = (first: number) => AsyncIterable<Uint8Array>;

/** The file, or a part of it, as gzip. */
export function gzipOf(file: PackedFile, piecesFrom: PiecesFrom, part?: Part): AsyncIterable<Uint8Array> {
  if (!part) return wholeGzip(file, piecesFrom(0));
  const [piece, , packed] = markBefore(file, (mark) => GZIP_HEAD.length + mark[2] <= part.from);
  if (piece === 0) return sliced(wholeGzip(file, piecesFrom(0)), part, 0);
  return sliced(wholeGzip(file, piecesFrom(piece), false), part, GZIP_HEAD.length + packed);
}

/** The file, or a part of it, uncompressed. */
export function textOf(file: PackedFile, piecesFrom: PiecesFrom, part?: Part): AsyncIterable<Uint8Array> {
  if (!part) return unpacked(piecesFrom(0));
  const [piece, bytes] = markBefore(file, (mark) => mark[1] <= part.from);
  return sliced(unpacked(piecesFrom(piece)), part, bytes);
}

function markBefore({ marks = [] }: PackedFile, isBefore: (mark: Mark) => boolean): Mark {
  return marks.findLast(isBefore) ?? [0, 0, 0];
}

/** @param at offset of the first piece */
async function* sliced(pieces: AsyncIterable<Uint8Array>, { from, to }: Part, at: number): AsyncGenerator<Uint8Array> {
  let begin = at;
  for await (const piece of pieces) {
    const end = begin + piece.length;
    if (end > from) yield piece.subarray(Math.max(0, from - begin), to + 1 - begin);
    if (end > to) return;
    begin = end;
  }
}

async function* wholeGzip(
  file: PackedFile,
  pieces: AsyncIterable<Uint8Array>,
  hasHead = true,
): AsyncGenerator<Uint8Array> {
  if (hasHead) yield GZIP_HEAD;
  yield* pieces;
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(file.crc, 0);
  tail.writeUInt32LE(file.bytes % 2 ** 32, 4);
  yield Buffer.concat([DEFLATE_END, tail]);
}

async function* unpacked(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield unpack(piece);
}
