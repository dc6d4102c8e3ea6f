import { table } from '../markdown';
import type { RunFacts } from '../record';

/** Longest permitted turn of the event loop, milliseconds. */
export const CEILING = 250;

export interface LoopRow {
  readonly name: string;
  readonly status: number;
  /** Longest turn of the server's event loop meanwhile, milliseconds. */
  readonly turn: number;
  /** Longest duration of a small read meanwhile, milliseconds. */
  readonly read: number;
  /** From the request to the end of its answer, milliseconds. */
  readonly whole: number;
  /** Size of the answer. */
  readonly bytes: number;
}

export interface LoopBenchResult extends RunFacts {
  readonly rows: readonly LoopRow[];
}

export function markdown({ measuredAt, node, machine, rows }: LoopBenchResult): string {
  const over = rows.filter(({ turn }) => turn > CEILING);
  const worst = Math.max(...rows.map(({ turn }) => turn));
  return [
    `# Loop bench of ${measuredAt}`,
    '',
    `Node ${node}; ${machine}. One server on SQLite gets ${rows.length} requests that were made to keep it busy, each of some ` +
      '1.9 MB, one after the other, while a small resource is read every few milliseconds.',
    '',
    `Ceiling: no turn of the event loop over ${CEILING} ms. Longest: ${worst.toFixed(0)} ms; over it: ${over.length}. ` +
      'What counts of a turn is the shorter of its time and the processor time of the process meanwhile; what a small read ' +
      'waited for also tells of what else the machine did.',
    '',
    ...table(
      ['request', 'status', 'longest turn, ms', 'slowest small read, ms', 'whole, ms', 'answer, KB', ''],
      [...rows]
        .sort((one, other) => other.turn - one.turn)
        .map(({ name, status, turn, read, whole, bytes }) => [
          name,
          String(status),
          turn.toFixed(0),
          read.toFixed(0),
          whole.toFixed(0),
          (bytes / 1_000).toFixed(0),
          turn > CEILING ? '**over**' : '',
        ]),
    ),
    '',
  ].join('\n');
}
