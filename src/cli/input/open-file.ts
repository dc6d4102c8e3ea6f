import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { InputFile } from './find-files';

export interface OpenFile {
  readonly chunks: AsyncIterable<Buffer>;
  /** Bytes read from the file itself, compressed or not. */
  bytesRead(): number;
}

/**
 * The decompressed bytes of a file. One whose name does not say that it is gzip, such as standard input, is recognized
 * by its first bytes. @throws Error during iteration, when the file cannot be read or is not gzip
 */
export function openFile(file: InputFile, stdin: Readable): OpenFile {
  const raw = file.name === '-' ? stdin : createReadStream(file.name, { highWaterMark: 256 * 1024 });
  let bytes = 0;
  const counted = counting(raw, (count) => (bytes += count));
  return { chunks: file.isZipped ? unzipped(counted) : unzippedIfGzip(counted), bytesRead: () => bytes };
}

/** The last stream reports a failure to the reader. */
function unzipped(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pipeline(chunks, createGunzip(), () => undefined);
}

/** The first bytes of gzip, which no text has. @see https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const GZIP = Buffer.from([0x1f, 0x8b]);

async function* unzippedIfGzip(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = chunks[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let next: IteratorResult<Buffer, unknown>;
  do {
    next = await source.next();
    if (!next.done) head = head.length === 0 ? (next.value as typeof head) : Buffer.concat([head, next.value]);
  } while (!next.done && head.length < GZIP.length);
  const all = replayed([head], source);
  yield* head.subarray(0, GZIP.length).equals(GZIP) ? unzipped(all) : all;
}

/** Chunks that were read already, then the rest. */
export async function* replayed(seen: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* seen;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    // A reader that has enough closes the file.
    await rest.return?.();
  }
}

async function* counting(stream: Readable, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    count(bytes.length);
    yield bytes;
  }
}
