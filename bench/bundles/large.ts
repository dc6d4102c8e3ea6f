import type { ServerProcess } from '../processes';
import type { Client } from './client';
import type { BundleAnswers } from './load';
import { CONNECTIONS } from './plan';

/** How a server copes with large transactions, several at once, and nothing else. */
export interface LargeFigures {
  readonly sent: number;
  readonly carriedOut: number;
  readonly refused: BundleAnswers['faults'];
  readonly seconds: number;
  /** Resident memory when it starts to answer, and at its peak, bytes. */
  readonly idleBytes: number;
  readonly peakBytes: number;
}

/** @param server a fresh one, because its memory is measured from its start */
export async function measureLarge(server: ServerProcess, client: Client, turns: number): Promise<LargeFigures> {
  const { peakResidentBytes: idleBytes } = await server.usage();
  const refused: Record<string, number> = {};
  let [carriedOut, seconds] = [0, 0];
  for (let turn = 0; turn < turns; turn += 1) {
    const answers = await client.trySend('large transaction', server, CONNECTIONS, CONNECTIONS);
    carriedOut += answers.good;
    seconds += answers.seconds;
    for (const [name, count] of Object.entries(answers.faults)) refused[name] = (refused[name] ?? 0) + count;
  }
  const { peakResidentBytes: peakBytes } = await server.usage();
  return { sent: turns * CONNECTIONS, carriedOut, refused, seconds, idleBytes, peakBytes };
}
