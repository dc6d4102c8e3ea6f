import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { InputFile } from './find-files';

export interface OpenFile {
  readonly chunks: AsyncIterable<Buffer>;
  /** Bytes read from the file itself, compressed or not. */
  bytesRead(): number;
}

/** The decompressed bytes of a file. @throws Error during iteration, when the file cannot be read or is not gzip */
export function openFile(file: InputFile, stdin: Readable): OpenFile {
  const raw = file.name === '-' ? stdin : createReadStream(file.name, { highWaterMark: 256 * 1024 });
  let bytes = 0;
  const counted = counting(raw, (count) => (bytes += count));
  if (!file.isZipped) return { chunks: counted, bytesRead: () => bytes };
  // The last stream reports a failure to the reader.
  const unzipped = pipeline(counted, createGunzip(), () => undefined);
  return { chunks: unzipped, bytesRead: () => bytes };
}

async function* counting(stream: Readable, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    count(bytes.length);
    yield bytes;
  }
}
