import type { ServerProcess } from '../processes';
import type { Client } from './client';
import type { BundleAnswers } from './load';
import { CONNECTIONS } from './plan';

/** What becomes of a server that gets large transactions, several at once, and nothing else. */
export interface LargeFigures {
  readonly sent: number;
  readonly carriedOut: number;
  readonly refused: BundleAnswers['faults'];
  readonly seconds: number;
  /** Resident memory once it answers, and at most, bytes. */
  readonly idleBytes: number;
  readonly peakBytes: number;
}

/** @param server a fresh one: its memory is counted from its start */
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
