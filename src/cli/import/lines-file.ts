import { createReadStream } from 'node:fs';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** An NDJSON file that is appended to and can be truncated to an earlier length. */
export class LinesFile {
  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    private length: number,
  ) {}

  /** @param keep bytes to keep. @throws Error when it cannot be written */
  static async open(path: string, keep: number): Promise<LinesFile> {
    const handle = await open(path, keep > 0 ? 'r+' : 'w');
    await handle.truncate(keep);
    return new LinesFile(path, handle, keep);
  }

  /** Whether a file has at least this many bytes. */
  static async has(path: string, bytes: number): Promise<boolean> {
    const found = await stat(path).catch(() => undefined);
    return bytes === 0 || (found !== undefined && found.size >= bytes);
  }

  get bytes(): number {
    return this.length;
  }

  async append(lines: readonly object[]): Promise<void> {
    if (lines.length === 0) return;
    const text = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await this.handle.write(text, 0, text.length, this.length);
    this.length += text.length;
  }

  async *lines(): AsyncGenerator<unknown> {
    const lines = createInterface({ input: createReadStream(this.path), crlfDelay: Infinity });
    for await (const line of lines) yield JSON.parse(line);
  }

  /** May be called again on a closed file. */
  async close(): Promise<void> {
    await this.handle.close();
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }
}
