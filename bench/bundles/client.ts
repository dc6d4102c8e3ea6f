import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Companion, type ServerProcess } from '../processes';
import type { BundleAnswers, BundleOrder } from './load';
import { type Kind, REQUESTS } from './requests';

/** Sends orders to the load process and counts what they create. */
export class Client {
  /** Resources created, according to the answers. */
  created = 0;
  /** Number of the next resource; it continues over turns and servers, so that no two are alike. */
  private next = 0;
  private readonly process = new Companion<BundleOrder, BundleAnswers>(
    fork(join(__dirname, 'load.js'), { serialization: 'advanced' }),
  );

  /** @throws Error when an answer is not the expected one, because a run with errors is not a result */
  async send(kind: Kind, server: ServerProcess, connections: number, amount: number): Promise<number> {
    const { seconds, good, faults } = await this.trySend(kind, server, connections, amount);
    if (good !== amount) throw new Error(`${kind} at ${connections} connections: of ${amount}: ${inWords(faults)}`);
    return seconds;
  }

  /** The same, where requests may be refused. */
  async trySend(kind: Kind, { port }: ServerProcess, connections: number, amount: number): Promise<BundleAnswers> {
    const { resources, creates } = REQUESTS[kind];
    const first = this.next;
    this.next += amount * resources;
    const answers = await this.process.ask({ port, kind, connections, amount, first });
    if (creates) this.created += answers.good * resources;
    return answers;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

export function inWords(faults: BundleAnswers['faults']): string {
  return Object.entries(faults)
    .map(([name, count]) => `${count} × ${name}`)
    .join(', ');
}
