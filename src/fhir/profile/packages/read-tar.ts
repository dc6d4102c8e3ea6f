const BLOCK = 512;

export interface TarEntry {
  readonly path: string;
  readonly size: number;
  /** True for a plain file, not a folder or a link. */
  readonly file: boolean;
}

/**
 * Reads a tar archive as it streams by (POSIX.1-1988 ustar, with the long names of pax and GNU), holding one file at a time.
 *
 * @param wants whether the content of an entry is to be kept; the others are passed over
 * @throws Error the bytes are no tar archive, or it ends before its time
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  wants: (entry: TarEntry) => boolean,
): AsyncGenerator<{ readonly path: string; readonly content: Buffer }> {
  const source = new ByteSource(chunks);
  let longName: string | undefined;
  for (;;) {
    const header = await source.take(BLOCK);
    if (!header || header.every((byte) => byte === 0)) return;
    checkHeader(header);
    const size = octal(header, 124, 12);
    const type = String.fromCharCode(header[156]!);
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'x' || type === 'L') {
      if (size > LONGEST_NAME) throw new Error('the archive has a name that is too long');
      const content = (await required(source, padded)).subarray(0, size);
      longName = type === 'L' ? text(content, 0, size) : (paxPath(content) ?? longName);
      continue;
    }
    const entry = { path: longName ?? nameOf(header), size, file: type === '0' || type === '\0' };
    longName = undefined;
    if (entry.file && wants(entry))
      yield { path: entry.path, content: (await required(source, padded)).subarray(0, size) };
    else await source.skip(padded);
  }
}

const LONGEST_NAME = 64 * 1024;

async function required(source: ByteSource, count: number): Promise<Buffer> {
  const bytes = await source.take(count);
  if (!bytes) throw new Error('the archive ends within a file');
  return bytes;
}

/** The sum of the header's bytes, its own field counted as blanks, tells a header from anything else. */
function checkHeader(header: Buffer): void {
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : header[at]!;
  if (sum !== octal(header, 148, 8)) throw new Error('it is no tar archive, or it is damaged');
}

function nameOf(header: Buffer): string {
  const name = text(header, 0, 100);
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** The records of a pax header: `27 path=package/long.json\n`. */
function paxPath(content: Buffer): string | undefined {
  return /^\d+ path=(.*)$/m.exec(content.toString('utf8'))?.[1];
}

function text(bytes: Buffer, from: number, length: number): string {
  const end = bytes.indexOf(0, from);
  return bytes.toString('utf8', from, end < 0 || end > from + length ? from + length : end);
}

function octal(header: Buffer, from: number, length: number): number {
  const digits = text(header, from, length).trim();
  const value = digits === '' ? 0 : /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN;
  if (Number.isNaN(value)) throw new Error('it is no tar archive, or it is damaged');
  return value;
}

/** Bytes in the portions that are asked for, whatever the portions they come in. */
class ByteSource {
  private readonly iterator: AsyncIterator<Uint8Array>;
  private chunks: Buffer[] = [];
  private held = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.iterator = chunks[Symbol.asyncIterator]();
  }

  /** undefined when there are no more, or not as many. */
  async take(count: number): Promise<Buffer | undefined> {
    while (this.held < count) if (!(await this.more())) return undefined;
    const all = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks, this.held);
    this.chunks = all.length > count ? [all.subarray(count)] : [];
    this.held = all.length - count;
    return all.subarray(0, count);
  }

  async skip(count: number): Promise<void> {
    let left = count;
    while (left > 0) {
      if (this.held === 0 && !(await this.more())) return;
      const portion = Math.min(left, this.held);
      await this.take(portion);
      left -= portion;
    }
  }

  private async more(): Promise<boolean> {
    const next = await this.iterator.next();
    if (next.done === true) return false;
    const { value } = next;
    this.chunks.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    this.held += value.byteLength;
    return true;
  }
}
