import { Readable, Writable } from 'node:stream';
import { run } from '../../src/cli/run';

export interface CliOutcome {
  readonly code: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly err: string;
}

export interface CliSurroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Buffer;
  readonly interrupted?: AbortSignal;
}

/** Runs a command line in this process: `runCli('validate', 'data')`. */
export async function runCli(args: readonly string[], given: CliSurroundings = {}): Promise<CliOutcome> {
  const { env = {}, stdin = '', interrupted = new AbortController().signal } = given;
  const [out, err] = [new Kept(), new Kept()];
  const surroundings = {
    env: { LOG_LEVEL: 'silent', ...env },
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: out,
    stderr: err,
    interrupted: () => interrupted,
  };
  return { code: await run(args, surroundings), out: out.text, err: err.text };
}

class Kept extends Writable {
  private readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }
}
