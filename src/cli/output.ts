import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { written, type Terminal } from './terminal';

/** Where a command writes data, as fast as they are taken. */
export interface DataOutput {
  write(data: string | Uint8Array): Promise<void>;
  /** All is where it belongs. */
  end(): Promise<void>;
  /** Nothing of it shall stay. */
  abandon(): Promise<void>;
}

/** Pieces are put together to so many characters: writing each by itself would take longer than making it. */
const TOGETHER = 256 * 1024;

/** A file that appears when it is whole; zipped where its name ends with `.gz`. @throws Error it cannot be written */
export async function openOutput(path: string): Promise<DataOutput> {
  const part = `${path}.part`;
  const file = createWriteStream(part);
  const target = /\.gz$/i.test(path) ? createGzip() : file;
  if (target !== file) target.pipe(file);
  const closed = finished(file);
  // Who writes is told as well.
  closed.catch(() => undefined);
  return {
    write: (data) => written(target, data),
    async end() {
      target.end();
      await closed;
      await rename(part, path);
    },
    async abandon() {
      target.destroy();
      file.destroy();
      await rm(part, { force: true });
    },
  };
}

/** What is written there is gone: nothing can be abandoned. */
export function standardOutput(terminal: Pick<Terminal, 'write'>): DataOutput {
  return { write: (data) => terminal.write(data), end: async () => undefined, abandon: async () => undefined };
}

/** Writes lines in large pieces. @param output where they go */
export class LineWriter {
  private held: string[] = [];
  private length = 0;

  constructor(private readonly output: Pick<DataOutput, 'write'>) {}

  /** @returns a promise where the output has to be waited for */
  line(text: string): Promise<void> | undefined {
    this.held.push(text, '\n');
    this.length += text.length;
    return this.length < TOGETHER ? undefined : this.flush();
  }

  async flush(): Promise<void> {
    const text = this.held.join('');
    [this.held, this.length] = [[], 0];
    if (text !== '') await this.output.write(text);
  }
}
