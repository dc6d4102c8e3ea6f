import type { Readable } from 'node:stream';
import type { InputFile, Format } from './find-files';
import { openFile, replayed } from './open-file';
import { LONGEST_PIECE, type Piece } from './piece';
import { splitDocument } from './split-document';
import { splitLines } from './split-lines';

export interface Pieces extends AsyncIterable<Piece> {
  /** Bytes read from the file itself. */
  bytesRead(): number;
}

/** The resources of a file one by one, as text. @throws Error during iteration, when the file cannot be read */
export function readPieces(file: InputFile, stdin: Readable): Pieces {
  const { chunks, bytesRead } = openFile(file, stdin);
  return { bytesRead, [Symbol.asyncIterator]: (): AsyncIterator<Piece> => piecesOf(file.format, chunks) };
}

async function* piecesOf(named: Format | undefined, chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece, void> {
  if (named) return yield* SPLITTERS[named](chunks);
  const [format, all] = await recognized(chunks);
  yield* SPLITTERS[format](all);
}

const SPLITTERS: Readonly<Record<Format, (chunks: AsyncIterable<Buffer>) => AsyncGenerator<Piece, void>>> = {
  lines: splitLines,
  json: splitDocument,
  xml: whole,
};

/** An XML file is a single document, and not a long one. */
async function* whole(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece, void> {
  const held: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > LONGEST_PIECE) {
      yield { bytes: Buffer.concat(held), line: 1, format: 'xml', isCut: true, isLast: true };
      return;
    }
    held.push(chunk);
  }
  yield { bytes: Buffer.concat(held), line: 1, format: 'xml' };
}

/** For input without a name: it is NDJSON when the first line is a complete object. */
async function recognized(chunks: AsyncIterable<Buffer>): Promise<[Format, AsyncIterable<Buffer>]> {
  const source = chunks[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let head = Buffer.alloc(0);
  let isOver = false;
  while (!isOver && head.length < LONGEST_PIECE && !head.toString('latin1').trimStart().includes('\n')) {
    const next: IteratorResult<Buffer, unknown> = await source.next();
    isOver = next.done === true;
    if (next.done) break;
    seen.push(next.value);
    head = Buffer.concat(seen);
  }
  const [first = ''] = head.toString('utf8').trimStart().split('\n', 1);
  const format: Format = first.startsWith('<') ? 'xml' : isObject(first) ? 'lines' : 'json';
  return [format, replayed(seen, source)];
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
