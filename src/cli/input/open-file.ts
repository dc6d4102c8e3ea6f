import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { InputFile } from './find-files';

export interface OpenFile {
  readonly chunks: AsyncIterable<Buffer>;
  /** Of the file as it lies there, zipped or not. */
  bytesRead(): number;
}

/** The bytes of a file, unzipped. @throws Error while they are read: the file cannot be read, or is no gzip */
export function openFile(file: InputFile, stdin: Readable): OpenFile {
  const raw = file.name === '-' ? stdin : createReadStream(file.name, { highWaterMark: 256 * 1024 });
  let bytes = 0;
  const counted = counting(raw, (count) => (bytes += count));
  if (!file.isZipped) return { chunks: counted, bytesRead: () => bytes };
  // Who reads is told of a failure by the last of the streams.
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
