import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { extract, type Header } from 'tar-stream';

export interface TarLimits {
  /** Bytes of the archive, unpacked. */
  readonly bytes: number;
  /** Files and folders in it. */
  readonly entries: number;
}

/**
 * Reads a tar archive as it streams by, holding one file at a time.
 *
 * @param wants whether the content of a file is to be kept; the others are passed over
 * @throws Error the bytes are not a tar archive, it ends before its time, or it is beyond the limits
 */
export async function* readTar(
  unpacked: Readable,
  limits: TarLimits,
  wants: (path: string, size: number) => boolean,
): AsyncGenerator<{ readonly path: string; readonly content: Buffer }> {
  const archive = extract();
  const bounded = (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> => upTo(limits.bytes, chunks);
  // What fails here is thrown by the archive, which it destroys.
  pipeline(unpacked, bounded, archive).catch(() => undefined);
  let entries = 0;
  for await (const entry of archive) {
    entries += 1;
    if (entries > limits.entries) throw new Error(`The archive has more than ${limits.entries} files`);
    const { name, size = 0, type } = entry.header;
    if (isFile(type) && wants(name, size)) yield { path: name, content: await buffer(entry) };
    else entry.resume();
  }
}

function isFile(type: Header['type']): boolean {
  return type === 'file' || type === 'contiguous-file';
}

async function* upTo(most: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most) throw new Error(`The archive has more than ${most} bytes`);
    yield chunk;
  }
}
