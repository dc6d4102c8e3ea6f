import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import manifest from '../package.json';
import type { LoadOrder, LoadResult } from './load';
import { POOL_SIZE, type ServerName } from './plan';
import type { Question, Usage } from './probe';

const PROBE = join(__dirname, 'probe.js');
const LOAD = join(__dirname, 'load.js');
const PROGRAMS: Readonly<Record<ServerName, readonly [program: string, ...args: string[]]>> = {
  ours: [join(__dirname, '../src/cli/bin.js'), 'serve'],
  bare: [join(__dirname, 'bare-server.js')],
};

/** Both servers run with the flags of `npm start`. */
export const NODE_FLAGS = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--'));

const START_LIMIT_MS = 60_000;
const POLL_MS = 5;
const STOP_LIMIT_MS = 5_000;

export interface ServerOptions {
  readonly databaseUrl: string;
  /** File for standard output and error. */
  readonly logFile: string;
  /** Path of the request that shows that the server answers. */
  readonly firstPath: string;
  /** Further settings of the server. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** Runs this program instead of the named one. */
  readonly program?: string;
}

/** A child process that answers questions one at a time. */
export class Companion<Question extends object, Answer> {
  constructor(protected readonly child: ChildProcess) {}

  async ask(question: Question): Promise<Answer> {
    const ended = new AbortController();
    const lost = (code: number | null): void =>
      ended.abort(new Error(`A process of the bench ended with code ${code}`));
    this.child.once('exit', lost);
    try {
      this.child.send(question);
      const [answer] = (await once(this.child, 'message', { signal: ended.signal })) as [Answer];
      return answer;
    } finally {
      this.child.off('exit', lost);
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill();
    const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await exited;
    clearTimeout(late);
  }
}

export class ServerProcess extends Companion<Question, Usage | number> {
  constructor(
    child: ChildProcess,
    readonly port: number,
    /** Time from the start of the process to its first answer, seconds. */
    readonly startSeconds: number,
  ) {
    super(child);
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @returns milliseconds until the process has exited by itself */
  async terminate(): Promise<number> {
    const started = performance.now();
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exited;
    return performance.now() - started;
  }

  usage(): Promise<Usage> {
    return this.ask({ ask: 'usage' }) as Promise<Usage>;
  }

  /** The longest delay of the event loop since the last call, milliseconds. */
  loopDelay(): Promise<number> {
    return this.ask({ ask: 'loop-delay' }) as Promise<number>;
  }
}

/** Makes the requests in a process separate from the servers and the bench. */
export class LoadProcess extends Companion<LoadOrder, LoadResult> {
  static start(): LoadProcess {
    return new LoadProcess(fork(LOAD, { serialization: 'advanced' }));
  }
}

/** @throws Error when the server ends or does not answer */
export async function startServer(name: ServerName, options: ServerOptions): Promise<ServerProcess> {
  const port = await freePort();
  const log = openSync(options.logFile, 'a');
  const started = performance.now();
  const [program, ...args] = options.program === undefined ? PROGRAMS[name] : [options.program];
  const child = fork(program, args, {
    execArgv: [...NODE_FLAGS, ...(options.flags ?? []), '--require', PROBE],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATABASE_URL: options.databaseUrl,
      DATABASE_POOL_SIZE: String(POOL_SIZE),
      STOP_DELAY: '0',
      AUTH: 'none',
      ...options.settings,
    },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  while (!(await answers(`http://127.0.0.1:${port}${options.firstPath}`))) {
    if (child.exitCode !== null) throw new Error(`The server "${name}" ended at once`);
    if (performance.now() - started > START_LIMIT_MS) throw new Error(`The server "${name}" does not answer`);
    await sleep(POLL_MS);
  }
  return new ServerProcess(child, port, (performance.now() - started) / 1_000);
}

/** Any answer counts, even a 404. */
async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
