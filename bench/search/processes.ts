import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import type { SearchAnswers, SearchOrder } from './load';

const CLI = join(__dirname, '../../src/cli/bin.js');

/** Makes the requests in a process separate from the servers and the bench. */
export class SearchLoad {
  private constructor(private readonly child: ChildProcess) {}

  static start(): SearchLoad {
    return new SearchLoad(fork(join(__dirname, 'load.js'), { serialization: 'advanced' }));
  }

  /** @throws Error when an answer is not a 200 */
  async send(order: SearchOrder): Promise<SearchAnswers> {
    this.child.send(order);
    const [answers] = (await once(this.child, 'message')) as [SearchAnswers];
    const faults = Object.entries(answers.faults).map(([name, count]) => `${count} × ${name}`);
    if (faults.length > 0) throw new Error(`${order.requests[0]!.path}: ${faults.join(', ')}`);
    return answers;
  }

  stop(): void {
    this.child.kill();
  }
}

export interface Ran {
  readonly seconds: number;
  readonly peakResidentBytes: number;
}

/** Runs a command of `ror-fhir` in a separate process. @throws Error when it fails */
export async function runCommand(args: readonly string[], url: string, logFile: string): Promise<Ran> {
  const log = openSync(logFile, 'a');
  const started = performance.now();
  const peak = join(__dirname, 'peak.js');
  const child = spawn(process.execPath, ['--max-old-space-size=512', '--require', peak, CLI, ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: url },
    stdio: ['ignore', log, log, 'ipc'],
  });
  let peakResidentBytes = 0;
  child.on('message', (bytes: number) => (peakResidentBytes = bytes));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`ror-fhir ${args[0]} ended with ${code}; see ${logFile}`);
  return { seconds: (performance.now() - started) / 1_000, peakResidentBytes };
}
