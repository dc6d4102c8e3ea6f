import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The server in a process of its own, as `npm start` runs it, for tests of signals and exits. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** Waits until the server logs its address. @throws Error with its output, when it exits before that */
  static async start(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [join(__dirname, 'run-typescript.mjs'), 'src/cli/bin.ts', 'serve'], {
      cwd: join(__dirname, '../..'),
      env: { PATH: process.env['PATH'], PORT: String(port), LOG_LEVEL: 'fatal', AUTH: 'none', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const started = new Promise<void>((resolve, reject) => {
      const hear = (text: Buffer): void => {
        said += text.toString();
        if (said.includes('metadata')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', () => reject(new Error(`The server ended before it was there: ${said}`)));
    });
    await started;
    return new ServerProcess(child, port);
  }

  address(): AddressInfo {
    return { port: this.port, address: '127.0.0.1', family: 'IPv4' };
  }

  /** Sends a signal. @returns the exit code, once the process has ended */
  async endAfter(signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  }

  /** Ends the process if it is still running; for the end of a test. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.endAfter('SIGKILL');
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
