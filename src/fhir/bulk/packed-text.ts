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
  /** Where some of the pieces begin, so that a part of the file is read without what is before it; absent: of older ones. */
  readonly marks?: readonly Mark[];
}

/** Of a piece: its number, and the bytes of the text, and as they are kept, before it. */
type Mark = readonly [piece: number, bytes: number, packed: number];

/** Text between two marks. */
const MARK_BYTES = 1024 ** 2;

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

/** No name, no time, compressed fast, by whatever system. @see https://www.rfc-editor.org/rfc/rfc1952 */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255]);
/** An empty last block. */
const DEFLATE_END = Buffer.from([3, 0]);

export function gzipBytes({ packed }: PackedFile): number {
  return GZIP_HEAD.length + packed + DEFLATE_END.length + 8;
}

/** Which bytes of a file are wanted; both ends included. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Pieces as they are kept, in their order. @param first number of the first one */
export type PiecesFrom = (first: number) => AsyncIterable<Uint8Array>;

/** The file, or a part of it, as gzip. */
export function gzipOf(file: PackedFile, piecesFrom: PiecesFrom, part?: Part): AsyncIterable<Uint8Array> {
  if (!part) return wholeGzip(file, piecesFrom(0));
  const [piece, , packed] = markBefore(file, (mark) => GZIP_HEAD.length + mark[2] <= part.from);
  if (piece === 0) return sliced(wholeGzip(file, piecesFrom(0)), part, 0);
  return sliced(wholeGzip(file, piecesFrom(piece), false), part, GZIP_HEAD.length + packed);
}

/** The file, or a part of it, as it was before it was packed. */
export function textOf(file: PackedFile, piecesFrom: PiecesFrom, part?: Part): AsyncIterable<Uint8Array> {
  if (!part) return unpacked(piecesFrom(0));
  const [piece, bytes] = markBefore(file, (mark) => mark[1] <= part.from);
  return sliced(unpacked(piecesFrom(piece)), part, bytes);
}

function markBefore({ marks = [] }: PackedFile, isBefore: (mark: Mark) => boolean): Mark {
  return marks.findLast(isBefore) ?? [0, 0, 0];
}

/** @param at where the first of the pieces begins */
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
