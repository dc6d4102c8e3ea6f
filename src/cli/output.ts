import { createWriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Refusal } from './command';
import { say } from './messages';
import { written, type Terminal } from './terminal';

/** A destination for a command's data that respects backpressure. */
export interface DataOutput {
  write(data: string | Uint8Array): Promise<void>;
  /** Completes the output. */
  end(): Promise<void>;
  /** Discards the output. */
  abandon(): Promise<void>;
}

/** Lines are joined up to this many characters, because writing each one alone would take longer than making it. */
const TOGETHER = 256 * 1024;

/**
 * A file that appears once it is complete, compressed if its name ends with `.gz`. A device or a pipe is written to
 * itself: it must not be replaced by a file. @throws Error when it cannot be written
 */
export async function openOutput(path: string): Promise<DataOutput> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new Refusal(say`${path} is a folder, not a file.`);
  const isReplaced = found === undefined || found.isFile();
  // A link stays one.
  const whole = isReplaced && found ? await realpath(path) : path;
  const part = isReplaced ? `${whole}.part` : whole;
  const file = createWriteStream(part);
  const target = /\.gz$/i.test(path) ? createGzip() : file;
  if (target !== file) target.pipe(file);
  const closed = finished(file);
  // A failed write reports the error too.
  closed.catch(() => undefined);
  return {
    write: (data) => written(target, data),
    async end() {
      target.end();
      await closed;
      if (isReplaced) await rename(part, whole);
    },
    async abandon() {
      target.destroy();
      file.destroy();
      if (isReplaced) await rm(part, { force: true });
    },
  };
}

/** Data written here cannot be taken back, so there is nothing to abandon. */
export function standardOutput(terminal: Pick<Terminal, 'write'>): DataOutput {
  return { write: (data) => terminal.write(data), end: async () => undefined, abandon: async () => undefined };
}

/** Writes lines in large chunks. */
export class LineWriter {
  private held: string[] = [];
  private length = 0;

  constructor(private readonly output: Pick<DataOutput, 'write'>) {}

  /** @returns a promise when the output must be awaited */
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
