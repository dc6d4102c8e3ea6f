import { write, writeSync } from 'node:fs';

/** Lines are buffered up to this size or time, because a system call for each line cost a seventh of a read. */
const LINES_TOGETHER = { bytes: 8_192, ms: 200 };
/** Maximum size of the lines that wait to be written. */
const MOST_WAITING = 4 * 1024 ** 2;
/** How long a full pipe is waited for, milliseconds, each time all lines must be written at once. */
const PATIENCE_MS = 1_000;

/**
 * Writes lines to a file descriptor, usually standard output. While it cannot be written, for example because a disk is
 * full, lines are lost, and the process works on; pino's own destination tries for ever where it writes synchronously.
 * The timer runs only while lines are buffered; otherwise it would fire five times a second for nothing.
 */
export class LogOutput {
  private lines: string[] = [];
  private bytes = 0;
  private isWriting = false;
  /** What a full pipe did not take yet. */
  private rest: Buffer | undefined;
  private isWaiting = false;
  private isFailing = false;

  /** @param warn is told once when lines are lost, until they can be written again */
  constructor(
    private readonly fd: number,
    private readonly warn: (message: string) => void,
  ) {}

  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.bytes + bytes > MOST_WAITING) return this.fail('too much is waiting');
    this.lines.push(line);
    this.bytes += bytes;
    if (this.bytes >= LINES_TOGETHER.bytes) return this.start();
    if (this.isWaiting) return;
    this.isWaiting = true;
    setTimeout(() => {
      this.isWaiting = false;
      this.start();
    }, LINES_TOGETHER.ms).unref();
  }

  /** Writes all lines before it returns; pino calls it for fatal errors. Lines that cannot be written are lost. */
  flushSync(): void {
    const deadline = performance.now() + PATIENCE_MS;
    const { rest } = this;
    this.rest = undefined;
    for (let left = rest ? Buffer.concat([rest, this.taken()]) : this.taken(); left.length > 0;) {
      try {
        left = left.subarray(writeSync(this.fd, left));
        this.isFailing = false;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code !== 'EAGAIN' || performance.now() > deadline) return this.fail(message);
        Atomics.wait(PAUSE, 0, 0, 10);
      }
    }
  }

  /** The same, for `logger.flush()`. */
  flush(): void {
    this.flushSync();
  }

  private start(): void {
    if (this.isWriting || this.lines.length === 0) return;
    this.isWriting = true;
    this.go(this.taken());
  }

  private go(bytes: Buffer): void {
    write(this.fd, bytes, (error, written) => {
      if (error?.code === 'EAGAIN') return this.goLater(bytes);
      if (error) this.fail(error.message);
      else if (written < bytes.length) return this.go(bytes.subarray(written));
      else this.isFailing = false;
      this.isWriting = false;
      if (this.bytes >= LINES_TOGETHER.bytes) this.start();
    });
  }

  private goLater(bytes: Buffer): void {
    this.rest = bytes;
    setTimeout(() => {
      const { rest } = this;
      this.rest = undefined;
      this.go(rest ?? this.taken());
    }, LINES_TOGETHER.ms).unref();
  }

  private taken(): Buffer {
    const text = this.lines.join('');
    this.lines = [];
    this.bytes = 0;
    return Buffer.from(text);
  }

  private fail(message: string): void {
    if (!this.isFailing) this.warn(message);
    this.isFailing = true;
  }
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));

let shared: LogOutput | undefined;

/**
 * Standard output. What is buffered is written at exit. All loggers of a process have the same one: each would listen for
 * the exit as long as the process lasts, and their lines would not come in order.
 */
export function standardOutput(): LogOutput {
  return (shared ??= openStandardOutput());
}

function openStandardOutput(): LogOutput {
  const output = new LogOutput(process.stdout.fd, (message) => {
    try {
      writeSync(process.stderr.fd, `The log cannot be written: ${message}. Lines are lost until it can.\n`);
    } catch {
      // There is nowhere else to say it.
    }
  });
  process.once('exit', () => output.flushSync());
  return output;
}
