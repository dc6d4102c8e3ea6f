import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { extract, type Header } from 'tar-stream';

export interface TarLimits {
  /** Bytes of the unpacked archive. */
  readonly bytes: number;
  /** Number of files and folders. */
  readonly entries: number;
}

/**
 * Reads a tar archive as a stream, keeping one file in memory at a time.
 *
 * @param wants whether the content of a file is needed; other files are skipped
 * @throws Error when the input is not a tar archive, is truncated, or exceeds the limits
 */
export async function* readTar(
  unpacked: Readable,
  limits: TarLimits,
  wants: (path: string, size: number) => boolean,
): AsyncGenerator<{ readonly path: string; readonly content: Buffer }> {
  const archive = extract();
  const bounded = (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> => upTo(limits.bytes, chunks);
  // Errors here destroy the archive, which throws them.
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
